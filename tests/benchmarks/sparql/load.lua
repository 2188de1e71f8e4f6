-- Each request is the next text: the next template, the next subject after all templates, the next number each
-- time; after TEXTS texts they begin anew.
local templates, subjects = {}, {}
for line in os.getenv("TEMPLATES"):gmatch("[^\n]+") do templates[#templates + 1] = line end
for line in io.lines(os.getenv("SUBJECTS")) do subjects[#subjects + 1] = line end
local at, texts = tonumber(os.getenv("START")), tonumber(os.getenv("TEXTS"))
local headers = { ["Accept"] = "application/sparql-results+json" }

function request()
  local n = at % texts
  at = at + 1
  local subject = subjects[math.floor(n / #templates) % #subjects + 1]
  local path = templates[n % #templates + 1]:gsub("SUBJECT", function() return subject end):gsub("NUMBER", 1000 + n)
  return wrk.format("GET", path, headers)
end

function done(summary, latency)
  local failures = summary.errors
  io.write(string.format("[%f, %f, %f, %d, %d]\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    failures.status + failures.connect + failures.read + failures.write + failures.timeout, summary.requests))
end
