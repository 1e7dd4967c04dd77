# verb: cluster [--silos N] [--apis M] [--port N] [--data DIR]   several silos of Orleans and their APIs on this machine
# option: --silos N         processes that hold grains; 3 unless said
# option: --apis M          processes that answer HTTP; 1 unless said
# option: --port N          of the first API, the next has the next; 5080 unless said
# option: --silo-port N     where silos speak with each other, of the first one; 11111 unless said
# option: --gateway-port N  where APIs reach silos, of the first one; 30000 unless said
# option: --metrics-port N  where silos tell their figures, of the first one; 9464 unless said
# option: --data DIR        where all it keeps is, its PostgreSQL too; .data unless said
source scripts/common.sh
source scripts/postgres.sh

silos=3
apis=1
silo_port=11111
gateway_port=30000
metrics_port=9464
while [ $# -gt 0 ]; do
    case "$1" in
        --silos) value_of cluster "a number" "$@" && silos=$value && shift ;;
        --apis) value_of cluster "a number" "$@" && apis=$value && shift ;;
        --port) value_of cluster "a number: of the first API" "$@" && port=$value && shift ;;
        --silo-port) value_of cluster "a number: of the first silo" "$@" && silo_port=$value && shift ;;
        --gateway-port) value_of cluster "a number: of the first silo" "$@" && gateway_port=$value && shift ;;
        --metrics-port) value_of cluster "a number: of the first silo" "$@" && metrics_port=$value && shift ;;
        --data) value_of cluster "a directory" "$@" && data=$value && shift ;;
        *) wrong cluster "unknown option '$1'" ;;
    esac
    shift
done
for number in "$silos" "$apis" "$port" "$silo_port" "$gateway_port" "$metrics_port"; do
    [[ "$number" =~ ^[1-9][0-9]{0,4}$ && "$number" -le 65000 ]] ||
        wrong cluster "'$number' is not a number from 1 to 65000"
done
runtime=Orleans
reason="a cluster was asked for"
export GrainRuntime=$runtime

need_dotnet
need_node
need_curl
for ((n = 0; n < apis; n++)); do need_free_port cluster --port $((port + n)); done
for ((n = 0; n < silos; n++)); do
    need_free_port cluster --silo-port $((silo_port + n))
    need_free_port cluster --gateway-port $((gateway_port + n))
    need_free_port cluster --metrics-port $((metrics_port + n))
done
take_data cluster

# A cluster has no other home: without Orleans' packages there is nothing to fall back to.
demand_orleans "a cluster" "$data/packages.log" src/ApiHost

[ -n "${ConnectionStrings__Platform:-}" ] || start_postgres

declare -A pid_of restarts started_at
order=()

stop_all() {
    trap - EXIT
    trap '' INT TERM # Once is enough: a second Ctrl-C must not leave anything behind.
    stop_those api
    stop_those silo
    stop_postgres
}
# First who asks, then who is asked: each answers what it has taken.
stop_those() {
    local name
    for name in "${!pid_of[@]}"; do
        [[ "$name" != "$1"* ]] || kill -TERM "${pid_of[$name]}" 2>/dev/null || true
    done
    for name in "${!pid_of[@]}"; do
        [[ "$name" != "$1"* ]] || wait "${pid_of[$name]}" 2>/dev/null || true
    done
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

build_if_changed api build_api "${api_sources[@]}"
build_if_changed web build_web src/Dashboard
name_first_admin

export Cluster__Enabled=true
export PublicBaseUrl=${PublicBaseUrl:-http://127.0.0.1:$port}
export Runtime__Reason="$reason"
export DataDirectory="$data"
export WebRoot="$PWD/src/Dashboard/dist"
size_nursery
logs=$data/cluster
mkdir -p "$logs"

silo_port_of() { echo $((silo_port + ${1#silo} - 1)); }
metrics_url_of() { echo "http://127.0.0.1:$((metrics_port + ${1#silo} - 1))"; }
gateway_port_of() { echo $((gateway_port + ${1#silo} - 1)); }
api_port_of() { echo $((port + ${1#api} - 1)); }

start_one() {
    local name=$1
    case "$name" in
        silo*)
            Cluster__SiloPort=$(silo_port_of "$name") Cluster__GatewayPort=$(gateway_port_of "$name") \
                Metrics__Url=$(metrics_url_of "$name") \
                dotnet "$(shipped Platform.Silo.dll)" >>"$logs/$name.log" 2>&1 &
            ;;
        api*)
            # Each its own spool; the first has the one that a single process would have.
            local spool=spool-$name
            [ "$name" = api1 ] && spool=spool
            Calls__SpoolDirectory=$data/$spool \
                dotnet "$(shipped Platform.ApiHost.dll)" \
                --urls "http://127.0.0.1:$(api_port_of "$name")" >>"$logs/$name.log" 2>&1 &
            ;;
    esac
    pid_of[$name]=$!
    started_at[$name]=$SECONDS
}

is_ready() {
    case "$1" in
        silo*) (exec 3<>"/dev/tcp/127.0.0.1/$(gateway_port_of "$1")") 2>/dev/null ;;
        api*) curl -fsS -o /dev/null "http://127.0.0.1:$(api_port_of "$1")/health" 2>/dev/null ;;
    esac
}

wait_for() {
    local name=$1 started=$SECONDS
    printf '\033[2m·\033[0m waiting for %s … ' "$name"
    until is_ready "$name"; do
        if ! kill -0 "${pid_of[$name]}" 2>/dev/null || [ $((SECONDS - started)) -gt 90 ]; then
            echo "failed"
            tail -n 30 "$logs/$name.log" >&2
            exit 1
        fi
        sleep 0.1
    done
    echo ready
}

# The first one makes the database ready, the others join it.
for ((n = 1; n <= silos; n++)); do order+=("silo$n"); done
for ((n = 1; n <= apis; n++)); do order+=("api$n"); done
for name in "${order[@]}"; do : >"$logs/$name.log"; done
start_one silo1
wait_for silo1
for name in "${order[@]:1}"; do start_one "$name"; done
for name in "${order[@]:1}"; do wait_for "$name"; done

show_table() {
    local name where
    printf '\n  %-7s %-38s %-8s %s\n' process address pid log
    for name in "${order[@]}"; do
        case "$name" in
            silo*) where="127.0.0.1:$(silo_port_of "$name"), gateway $(gateway_port_of "$name")" ;;
            api*) where="http://127.0.0.1:$(api_port_of "$name")" ;;
        esac
        printf '  %-7s %-38s %-8s %s\n' "$name" "$where" "${pid_of[$name]}" "$logs/$name.log"
    done
    cat <<BANNER

  sign in as $PLATFORM_ADMIN_EMAIL, first password $PLATFORM_ADMIN_PASSWORD
  kill -TERM PID restarts one gracefully, kill -9 PID breaks it; either is started again. Ctrl-C stops all.

BANNER
}
show_table

# An evicted silo aborts its process, and whoever else ends is not supposed to: it is started again.
restart() {
    local name=$1 code=$2
    if [ "$code" -eq 3 ]; then
        tail -n 1 "$logs/$name.log" >&3
        exit 3
    fi
    # Ten in a row that do not live for a minute are more than bad luck.
    if [ $((SECONDS - started_at[$name])) -gt 60 ]; then restarts[$name]=0; fi
    restarts[$name]=$((${restarts[$name]:-0} + 1))
    if [ "${restarts[$name]}" -gt 10 ]; then
        echo "platform: $name ends whenever it is started; the end of $logs/$name.log:" >&3
        tail -n 30 "$logs/$name.log" >&3
        exit 1
    fi
    start_one "$name"
    say "$name ended with $code and was started again, pid ${pid_of[$name]}"
}
# What the shell itself says of a killed child belongs to the log.
exec 3>&2
while true; do
    sleep 0.2
    for name in "${order[@]}"; do
        kill -0 "${pid_of[$name]}" 2>/dev/null && continue
        code=0
        wait "${pid_of[$name]}" 2>/dev/null || code=$?
        restart "$name" "$code"
    done
done 2>>"$logs/supervisor.log"
