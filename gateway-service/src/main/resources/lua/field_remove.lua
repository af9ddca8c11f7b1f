-- Removes field ARGV[1] of hash KEYS[1] if its value is ARGV[2]: a newer process of the node keeps its own.
if redis.call('hget', KEYS[1], ARGV[1]) == ARGV[2] then
  return redis.call('hdel', KEYS[1], ARGV[1])
end
return 0
