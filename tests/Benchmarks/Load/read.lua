-- Reads single orders in a scattered sequence. args: file of ids, twin|platform, token
local threads = 0
function setup(thread) thread:set("tid", threads); threads = threads + 1 end

function init(args)
  side, token = args[2], args[3]
  ids, n = {}, tid * 7919
  for order in io.lines(args[1]) do ids[#ids + 1] = order:match("%S+") end
  prefix = side == "twin" and "/orders/" or "/api/v1/orders/"
  headers = side == "twin" and {} or { ["Authorization"] = "Bearer " .. token }
end

function request()
  n = n + 104729
  return wrk.format("GET", prefix .. ids[n % #ids + 1], headers)
end
