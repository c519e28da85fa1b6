#!/bin/bash
# rivals.sh SAKUYA_BINARY ELECTROLUX_FOLDER: the cost-exporter beside two others, one after the other, against the simulated Cost Explorer; prints a JSON object an exporter and step.
# SAKUYA_BINARY: `go build ./cmd/aws-cost-exporter` in github.com/Sakuya1998/aws-cost-exporter. ELECTROLUX_FOLDER: a checkout of github.com/electrolux-oss/aws-cost-exporter with a virtual
# environment `v` that has its requirements.txt. Wants JDK 25 (JAVA_HOME), curl, jq, and `mvn package`. Everything listens on loopback, at ports 13393 to 13396. Takes about ten minutes; ends by itself.
set -euo pipefail
sakuya=$(realpath "$1") electrolux=$(realpath "$2")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
aws=http://127.0.0.1:13393
export AWS_ACCESS_KEY_ID=simulated AWS_SECRET_ACCESS_KEY=simulated AWS_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true
export AWS_ENDPOINT_URL_COST_EXPLORER=$aws AWS_ENDPOINT_URL_STS=$aws AWS_ENDPOINT_URL_BUDGETS=$aws
pids=()
cleanup() { kill "${pids[@]}" 2>/dev/null || :; wait 2>/dev/null || :; rm -rf "$work"; }
trap cleanup EXIT

# What all three are asked for: the bill of a day and of the month by service, unblended; the month's forecast from those that have one.
cat >"$work/sakuya.yaml" <<CONFIG
server: {listen_address: "127.0.0.1:13395"}
aws:
  region: us-east-1
  credentials: {sources: {runtime: {type: static_env, access_key_id_env: AWS_ACCESS_KEY_ID, secret_access_key_env: AWS_SECRET_ACCESS_KEY}}}
  endpoints: {sts: "$aws", cost_explorer: "$aws"}
targets:
  - {name: payer, account_id: "111122223333", required: true, credentials: {source: runtime}, cost_explorer: {enabled: true}}
collection:
  refresh_interval: SECONDSs
  cost_explorer:
    collectors: {total: true, service: true, region: false, account: false, forecast: true}
    dimensions: {series_limit: 2000, overflow: aggregate, overflow_label: __other__} # its most
CONFIG
metric() {
  echo "  - {metric_name: $1, metric_description: by service, granularity: $2, metric_type: UnblendedCost,"
  echo "     record_types: [Usage, Credit, Refund, Tax, Fee, RIFee, DiscountedUsage, SavingsPlanCoveredUsage, SavingsPlanNegation, SavingsPlanRecurringFee, SavingsPlanUpfrontFee],"
  echo "     group_by: {enabled: true, groups: [{type: DIMENSION, key: SERVICE, label_name: ServiceName}], merge_minor_cost: {enabled: false, threshold: 0, tag_value: other}}}"
}
{ printf 'exporter_port: 13396\npolling_interval_seconds: SECONDS\naws_access_key: simulated\naws_access_secret: simulated\naws_assumed_role_name: ""\n'
  echo 'target_aws_accounts: [{Publisher: "111122223333"}]'
  echo metrics:; metric aws_day_usd DAILY; metric aws_month_usd MONTHLY; } >"$work/electrolux.yaml"

start() { # exporter, seconds between refreshes
  case $1 in
    ours)
      # shellcheck disable=SC2046
      exec "$java" $(cat "$work/app/java-opts") -XX:AOTCache="$work/app/app.aot" -jar "$work/app/app.jar" --server.port=13394 --cost-exporter.aws.endpoint="$aws" \
        --cost-exporter.collectors=forecast --cost-exporter.refresh-interval="$2s" --cost-exporter.state-dir="$work/state" --cost-exporter.request-budget-per-day=100000 "--cost-exporter.views[0].top=20000" "--cost-exporter.views[0].name=service" "--cost-exporter.views[0].group-by=service" ;;
    sakuya) sed "s/SECONDS/$2/" "$work/sakuya.yaml" >"$work/sakuya-now.yaml"; exec "$sakuya" --config "$work/sakuya-now.yaml" ;;
    electrolux) sed "s/SECONDS/$2/" "$work/electrolux.yaml" >"$work/electrolux-now.yaml"; exec "$electrolux/v/bin/python" "$electrolux/main.py" -c "$work/electrolux-now.yaml" ;;
  esac
}
page() { case $1 in ours) echo 13394 ;; sakuya) echo 13395 ;; electrolux) echo 13396 ;; esac | sed 's,.*,http://127.0.0.1:&/metrics,'; }
month() { case $1 in ours) echo cloud_cost_month_to_date_amount ;; sakuya) echo aws_cost_service_month_to_date_amount ;; electrolux) echo aws_month_usd ;; esac; }
series() { curl -sf "$(page "$1")" 2>/dev/null | grep -c "^$(month "$1"){" || :; }
# As Prometheus asks.
scrapes() { curl -sf -H 'Accept-Encoding: gzip' -H 'Accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5' "$(page "$1")?[1-$2]"; }
cpu() { awk '{ print ($14 + $15) * 1000 / '"$(getconf CLK_TCK)"' }' "/proc/$1/stat"; } # milliseconds
rss() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }
requests() { curl -sf "$aws/aws/requests" | jq -c '{paid, operations: (.operations | map_values(.requests))}'; }
nothing='{}'
fault() { curl -sf -X "$1" -d "${3:-$nothing}" "$aws/faults${2:+/$2}" >/dev/null; }
await() { for _ in $(seq "$2"); do [ "$(series "$1")" -gt 0 ] && return; sleep 0.2; done; return 1; }
say() { jq -cn --arg exporter "$1" --arg step "$2" "{exporter: \$exporter, step: \$step} + $3"; }
run() { now=$1; curl -sf -X DELETE "$aws/aws/requests" >/dev/null; start "$1" "$2" >"$work/$1.log" 2>&1 & pid=$!; pids+=("$pid"); }
stop() { kill "$pid" 2>/dev/null || echo "ended by itself: $(tail -1 "$work/$now.log")" >&2; wait "$pid" 2>/dev/null || :; }

mkdir -p "$work/app" "$work/bin"
cp "$root/cost-exporter/target/cost-exporter.jar" "$work/app/app.jar"
sed -n 's/^cost-exporter=//p' "$root/local-stack/src/main/resources/io/finops/localstack/plan/components.properties" >"$work/app/java-opts"
# As its image has it: unpacked, with a cache of loaded classes.
PATH=${JAVA_HOME:+$JAVA_HOME/bin:}$PATH "$root/deploy/compose/image/aot-cache" "$work/app" "$root/simulators/target/simulators.jar"
"$java" -Xmx192m -jar "$root/simulators/target/simulators.jar" --port 13393 >"$work/simulators.log" 2>&1 & pids+=($!)
for _ in $(seq 300); do curl -sf "$aws/health" >/dev/null && break; sleep 0.2; done

measure() { # exporter, step: from a start to 1,000 scrapes
  rm -rf "$work/state"
  run "$1" 28800
  await "$1" 3000 || { tail -3 "$work/$1.log" >&2; say "$1" "$2" '{figures: false}'; stop; return; }
  local first resident seen before after bytes all
  first=$(cpu "$pid"); sleep 20
  resident=$(rss "$pid"); seen=$(requests)
  curl -sf "$(page "$1")" >"$work/page"; all=$(grep -vc '^#' "$work/page")
  bytes=$(scrapes "$1" 1 | wc -c)
  scrapes "$1" 200 >/dev/null
  before=$(cpu "$pid"); scrapes "$1" 1000 >/dev/null; after=$(cpu "$pid")
  say "$1" "$2" "{cpu_ms_to_first_figure: $first, resident_mib: $resident, resident_mib_after_scrapes: $(rss "$pid"), requests: $seen, scrape_bytes: $bytes, series: $all, rows: $(series "$1"), \
    month_to_date: $(awk "/^$(month "$1"){/ { sum += \$NF } END { printf \"%.6f\", sum }" "$work/page"), cpu_ms_of_a_scrape: $(jq -n "($after - $before) / 1000")}"
  stop
}

for exporter in ours sakuya electrolux; do
  measure "$exporter" start
  run "$exporter" 28800; await "$exporter" 600 || :; sleep 10
  say "$exporter" restart "{rows: $(series "$exporter"), requests: $(requests)}"; stop
  fault PUT ce-fail
  run "$exporter" 28800; await "$exporter" 200 || :
  say "$exporter" "restart while AWS answers 500" "{rows: $(series "$exporter")}"; stop
  fault DELETE
  rm -rf "$work/state"; run "$exporter" 40; await "$exporter" 600 || :; before=$(series "$exporter")
  fault PUT ce-fail; sleep 95
  say "$exporter" "AWS answers 500 for two refreshes" "{rows_before: $before, rows: $(series "$exporter")}"; fault DELETE; stop
done
fault PUT ce-many-rows '{"rows": 10000}'
for exporter in ours sakuya electrolux; do measure "$exporter" "10,000 more services on one day"; done
