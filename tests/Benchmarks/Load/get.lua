-- Reads one path. args: path, token or "-"
function init(args)
  local headers = args[2] == "-" and {} or { ["Authorization"] = "Bearer " .. args[2] }
  prepared = wrk.format("GET", args[1], headers)
end

function request() return prepared end
