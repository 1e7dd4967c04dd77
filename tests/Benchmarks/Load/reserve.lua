-- Everybody reserves a piece of one item. args: run id, "twin" or "platform", token, the item's id
local threads = 0
function setup(thread) thread:set("tid", threads); threads = threads + 1 end

function init(args)
  run, side, n = args[1], args[2], 0
  headers = { ["Content-Type"] = "application/json" }
  if side == "twin" then
    path = "/items/" .. args[4] .. "/reservations"
  else
    path = "/api/v1/stock/" .. args[4] .. "/reservations"
    headers["Authorization"] = "Bearer " .. args[3]
  end
end

function request()
  n = n + 1
  if side ~= "twin" then headers["Idempotency-Key"] = run .. "-" .. tid .. "-" .. n end
  return wrk.format("POST", path, headers, '{"quantity":1,"expires_in_seconds":86400}')
end
