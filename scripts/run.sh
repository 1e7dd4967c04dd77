# verb: run [--demo] [--port N] [--data DIR] [--runtime Auto|Embedded|Orleans]   set up all it needs, start, print the address
source scripts/common.sh
source scripts/postgres.sh
source scripts/api.sh

demo=no
while [ $# -gt 0 ]; do
    case "$1" in
        --demo) demo=yes ;;
        --port) port=${2:?--port takes a number} && shift ;;
        --data) data=${2:?--data takes a directory} && shift ;;
        --runtime) runtime=${2:?--runtime takes Auto, Embedded or Orleans} && shift ;;
        *) echo "platform run: unknown option '$1'" >&2 && exit 2 ;;
    esac
    shift
done
[[ "$port" =~ ^[0-9]+$ && "$port" -ge 1 && "$port" -le 65535 ]] || {
    echo "platform run: --port takes a number from 1 to 65535, not '$port'" >&2
    exit 2
}
data=$(mkdir -p "$data" && cd "$data" && pwd)

need_dotnet
need_node
need_curl
choose_runtime
[ -n "${ConnectionStrings__Platform:-}" ] || start_postgres

stop_all() {
    trap - EXIT
    trap '' INT TERM # Once is enough: a second Ctrl-C must not leave PostgreSQL behind.
    [ -n "${demo_pid:-}" ] && kill -TERM "$demo_pid" 2>/dev/null && wait "$demo_pid" 2>/dev/null
    stop_api
    stop_postgres
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

build_if_changed api build_api "${api_sources[@]}"
build_if_changed web build_web src/Dashboard
[ "$demo" = yes ] && build_if_changed harness build_harness tests/LoadTest tests/Dialogues Directory.*

name_first_admin
address=http://127.0.0.1:$port
[ "$demo" = yes ] && take_actors_account
start_api

# The password below is the first one. Whoever has chosen another is not shown a wrong one.
password_shown="$PLATFORM_ADMIN_PASSWORD"
sign_in=$(printf '{"email":"%s","password":"%s"}' "$PLATFORM_ADMIN_EMAIL" "$PLATFORM_ADMIN_PASSWORD" \
    | curl -sS -H 'Content-Type: application/json' --data-binary @- -w '\n%{http_code}' \
        "$address/api/v1/auth/sign-in" 2>/dev/null || true)
case "${sign_in##*$'\n'}" in
    200)
        token=$(sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p' <<<"$sign_in")
        printf 'header = "Authorization: Bearer %s"\n' "$token" \
            | curl -sS -o /dev/null -X POST --config - "$address/api/v1/auth/sign-out" || true
        ;;
    401) password_shown='(the one that was chosen since)' ;;
esac

cat <<BANNER

  Platform is running   $address
  runtime               $runtime ($reason)
  sign in as            $PLATFORM_ADMIN_EMAIL
  password              $password_shown
  API                   $address/docs   ·   health $address/health
  log                   $data/api.log
  stop                  Ctrl-C

BANNER

if [ "$demo" = yes ]; then
    say "the demo's callers and vendors act through the public interfaces"
    actors demo &
    demo_pid=$!
else
    # What it says from here on; the demo has a line of its own.
    tail -n 0 -f --pid="$api_pid" "$data/api.log" &
fi
wait "$api_pid"
