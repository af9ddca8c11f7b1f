-- Lets KEYS[1] live ARGV[2] ms longer if it is still ARGV[1]; 0 ms removes it.
-- KEYS[2] remembers that process ARGV[3] was alive at ARGV[4].
if redis.call('get', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('zadd', KEYS[2], ARGV[4], ARGV[3])
return redis.call('pexpire', KEYS[1], ARGV[2])
