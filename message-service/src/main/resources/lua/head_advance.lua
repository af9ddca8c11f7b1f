-- Lets a newer head in and puts new messages into the tail; an older head changes nothing.
-- KEYS: 1 head hash, 2 tail hash
-- ARGV: 1 seq of the head, 2 serialised ConversationHead, 3 tail length, 4 seconds to live, 5 whether the head may get in
-- where there is none (1) or not (0), then pairs: ordinal, message; no pair when only events happened that are no messages
local known = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')
if tonumber(ARGV[1]) <= known or (known == 0 and ARGV[5] == '0') then
  return 0
end
redis.call('HSET', KEYS[1], 'seq', ARGV[1], 'v', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
for i = 6, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  redis.call('HDEL', KEYS[2], tonumber(ARGV[i]) - tonumber(ARGV[3]))
end
redis.call('EXPIRE', KEYS[2], ARGV[4])
return 1
