-- Moves orders between accepted and on_way, each a real transition.
-- args: file of ids, each with the status it has now; twin|platform; token
local threads = 0
function setup(thread) thread:set("tid", threads); threads = threads + 1 end

function init(args)
  side, token = args[2], args[3]
  ids, n = {}, 0
  local line = 0
  for order in io.lines(args[1]) do
    if line % 2 == tid then
      local id, status = order:match("(%S+) (%S+)")
      ids[#ids + 1] = { id, status == "on_way" and 1 or 0 }
    end
    line = line + 1
  end
  prefix = side == "twin" and "/orders/" or "/api/v1/orders/"
  headers = { ["Content-Type"] = "application/json" }
  if side ~= "twin" then
    headers["Authorization"] = "Bearer " .. token
    headers["If-Match"] = "*"
  end
end

function request()
  -- The first thread is asked once for a request that wrk only looks at: it must not use up an order's turn.
  if tid == 0 and not looked_at then
    looked_at = true
    return wrk.format("PATCH", prefix .. ids[1][1] .. "/status", headers, "{}")
  end

  local pass, order = math.floor(n / #ids), ids[n % #ids + 1]
  n = n + 1
  local status = (pass + order[2]) % 2 == 0 and "on_way" or "accepted"
  return wrk.format("PATCH", prefix .. order[1] .. "/status", headers, '{"status":"' .. status .. '"}')
end
