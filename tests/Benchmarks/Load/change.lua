-- Moves orders between accepted and on_way, each a real transition. args: file of ids, twin|platform, token, first status
local threads = 0
function setup(thread) thread:set("tid", threads); threads = threads + 1 end

function init(args)
  side, token = args[2], args[3]
  ids, n = {}, 0
  local line = 0
  for id in io.lines(args[1]) do
    if line % 2 == tid then ids[#ids + 1] = id end
    line = line + 1
  end
  first, second = args[4], args[4] == "on_way" and "accepted" or "on_way"
  prefix = side == "twin" and "/orders/" or "/api/v1/orders/"
  headers = { ["Content-Type"] = "application/json" }
  if side ~= "twin" then
    headers["Authorization"] = "Bearer " .. token
    headers["If-Match"] = "*"
  end
end

function request()
  local pass, index = math.floor(n / #ids), n % #ids
  n = n + 1
  local status = pass % 2 == 0 and first or second
  return wrk.format("PATCH", prefix .. ids[index + 1] .. "/status", headers, '{"status":"' .. status .. '"}')
end
