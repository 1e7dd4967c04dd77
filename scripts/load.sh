# verb: load [--seconds N] [--callers N | --calls-per-second N] [--vendors N] [--dashboards N] [--threshold TEXT]... [--report FILE]   calls, vendors and dashboards against a platform of their own; a report with plots
source scripts/common.sh
source scripts/postgres.sh
source scripts/api.sh

report=$data/load-report.html
seconds=30
asked=()
while [ $# -gt 0 ]; do
    case "$1" in
        --report) report=${2:?--report takes a file} && shift ;;
        --seconds) seconds=${2:?--seconds takes a number} && shift ;;
        --port) port=${2:?--port takes a number} && shift ;;
        --runtime) runtime=${2:?--runtime takes Auto, Embedded or Orleans} && shift ;;
        --callers | --calls-per-second | --vendors | --dashboards | --threshold | --seed)
            asked+=("$1" "${2:?$1 takes a value}") && shift
            ;;
        *) echo "platform load: unknown option '$1'" >&2 && exit 2 ;;
    esac
    shift
done
[[ "$seconds" =~ ^[0-9]+$ && "$seconds" -ge 1 && "$seconds" -le 600 ]] || {
    echo "platform load: --seconds takes a number from 1 to 600, not '$seconds'" >&2
    exit 2
}
mkdir -p "$(dirname "$report")"
report=$(realpath "$report")

need_dotnet
need_node
need_curl
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
