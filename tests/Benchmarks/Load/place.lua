-- Places orders. args: run id, "twin" or "platform", token
local threads = 0
function setup(thread) thread:set("tid", threads); threads = threads + 1 end

function init(args)
  run, side, token, n = args[1], args[2], args[3], 0
  if side == "twin" then
    path = "/orders"
    headers = { ["Content-Type"] = "application/json" }
  else
    path = "/api/v1/orders"
    headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token }
  end
end

function request()
  n = n + 1
  local phone = string.format("+1555%07d", (tid * 3000000 + n) % 10000000)
  local body
  if side == "twin" then
    body = '{"customer_name":"Load Caller","customer_phone":"' .. phone .. '","address":"123 Main St, New York, NY 10001",'
      .. '"service_label":"AC Repair","description":"AC unit not cooling properly","total_minor":25000,"currency":"USD"}'
  else
    headers["Idempotency-Key"] = run .. "-" .. tid .. "-" .. n
    body = '{"kind":"service","customer":{"name":"Load Caller","phone":"' .. phone .. '"},'
      .. '"address":{"line1":"123 Main St","city":"New York","state":"NY","postal_code":"10001","country":"US"},'
      .. '"business_name":"ABC Corp","service_label":"AC Repair","description":"AC unit not cooling properly",'
      .. '"estimated_value":250.00,"currency":"USD"}'
  end
  return wrk.format("POST", path, headers, body)
end
