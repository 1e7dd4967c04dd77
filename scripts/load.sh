# verb: load [--seconds N] [--callers N | --calls-per-second N] [--vendors N] [--dashboards N] [--threshold TEXT]... [--report FILE]   calls, vendors and dashboards against a platform of their own; a report with plots
# option: --seconds N             how long, 1 to 600; 30 unless said
# option: --callers N             so many call, and call again; 16 unless said
# option: --calls-per-second N    instead: so many calls begin, whatever becomes of them
# option: --vendors N             who works; 10 unless said
# option: --dashboards N          who watches; 4 unless said
# option: --threshold TEXT        such as 'first token:p95<200ms', repeatable; fails when it is not met
# option: --report FILE           .data/load-report.html unless said
# option: --port N                5080 unless said
source scripts/common.sh
source scripts/postgres.sh
source scripts/api.sh

report=$data/load-report.html
seconds=30
asked=()
while [ $# -gt 0 ]; do
    case "$1" in
        --report) value_of load "a file" "$@" && report=$value && shift ;;
        --seconds) value_of load "a number from 1 to 600" "$@" && seconds=$value && shift ;;
        --port) value_of load "a number from 1 to 65535" "$@" && port=$value && shift ;;
        --runtime) value_of load "Auto, Embedded or Orleans" "$@" && runtime=$value && shift ;;
        --callers | --calls-per-second | --vendors | --dashboards | --threshold | --seed)
            value_of load "a value" "$@" && asked+=("$1" "$value") && shift
            ;;
        *) wrong load "unknown option '$1'" ;;
    esac
    shift
done
[[ "$seconds" =~ ^[1-9][0-9]{0,2}$ && "$seconds" -le 600 ]] ||
    wrong load "--seconds takes a number from 1 to 600, not '$seconds'"
need_port load --port "$port"
need_runtime load
mkdir -p "$(dirname "$report")"
report=$(realpath "$report")

need_dotnet
need_node
need_curl
need_free_port load --port "$port"
choose_runtime
build_if_changed api build_api "${api_sources[@]}"
build_if_changed harness build_harness tests/LoadTest tests/Dialogues Directory.*

# A platform that nobody else uses, with nothing in it; it goes when the load is over.
data=$(mktemp -d /tmp/platform-load-XXXXXX)
chmod 755 "$data"
stop_all() {
    trap - EXIT
    trap '' INT TERM
    stop_api
    stop_postgres
    rm -rf "$data"
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

start_postgres
name_first_admin
take_actors_account
address=http://127.0.0.1:$port
start_api
actors run --seconds "$seconds" --report "$report" "${asked[@]}"
