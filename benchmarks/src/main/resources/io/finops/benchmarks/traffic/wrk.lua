-- The same request as the traffic generator's, but always the same one. With an argument, every connection waits so many
-- milliseconds after an answer, which is the nearest that wrk comes to a fixed rate.
local pause = nil

function init(args)
  pause = tonumber(args[1])
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Idempotency-Key"] = '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
  wrk.body = '{"amount":1999,"currency":"USD","paymentMethod":"pm_abcdefghijklmnop","customer":"cus_42",'
    .. '"country":"DE","description":"Order 17"}'
  request = function()
    return wrk.format(nil, nil)
  end
  if pause then
    delay = function()
      return pause
    end
  end
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"micros":%d,"errors":%d,"p50Micros":%d,"p99Micros":%d,"maxMicros":%d}\n',
    summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
