-- Lets a newer head in and puts new messages into the tail; an older head changes nothing.
-- KEYS: 1 head hash, 2 tail hash
-- ARGV: 1 seq of the head, 2 serialised ConversationHead, 3 tail length, 4 seconds to live, 5 whether the head may get in
-- where there is none (1) or not (0), 6 how many messages changed, then the ordinals of these, then pairs: ordinal,
-- message; no pair when only events happened that are no messages. A changed message leaves the tail: the store has it.
local known = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')
if tonumber(ARGV[1]) <= known or (known == 0 and ARGV[5] == '0') then
  return 0
end
redis.call('HSET', KEYS[1], 'seq', ARGV[1], 'v', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
local changed = tonumber(ARGV[6])
for i = 7 + changed, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  redis.call('HDEL', KEYS[2], tonumber(ARGV[i]) - tonumber(ARGV[3]))
end
for i = 7, 6 + changed do
  redis.call('HDEL', KEYS[2], ARGV[i])
end
redis.call('EXPIRE', KEYS[2], ARGV[4])
return 1
