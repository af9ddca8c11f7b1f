-- Sets KEYS[2] to ARGV[2] for ARGV[3] ms if mark KEYS[1] is still ARGV[1]: nothing was flushed since it was set.
-- KEYS[3] remembers that process ARGV[4] was alive at ARGV[5].
if redis.call('get', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('del', KEYS[1])
redis.call('set', KEYS[2], ARGV[2], 'PX', ARGV[3])
redis.call('zadd', KEYS[3], ARGV[5], ARGV[4])
return 1
