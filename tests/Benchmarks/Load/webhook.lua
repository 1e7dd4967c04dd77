-- Reports of calls, each signed beforehand and sent once. args: file of lines "signature body", path
local threads = 0
function setup(thread) thread:set("tid", threads); threads = threads + 1 end

function init(args)
  path, reports, n = args[2], {}, 0
  local line = 0
  for report in io.lines(args[1]) do
    if line % 2 == tid then reports[#reports + 1] = report end
    line = line + 1
  end
  headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
end

function request()
  n = n + 1
  local signature, body = reports[(n - 1) % #reports + 1]:match("(%S+) (%S+)")
  headers["X-Twilio-Signature"] = signature
  return wrk.format("POST", path, headers, body)
end
