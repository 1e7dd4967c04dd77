# verb: run [--demo] [--port N] [--data DIR] [--runtime Auto|Embedded|Orleans]   set up all it needs, start, print the address
source scripts/common.sh
source scripts/postgres.sh

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
choose_runtime
[ -n "${ConnectionStrings__Platform:-}" ] || start_postgres

stop_all() {
    trap - EXIT
    trap '' INT TERM # Once is enough: a second Ctrl-C must not leave PostgreSQL behind.
    [ -n "${demo_pid:-}" ] && kill -TERM "$demo_pid" 2>/dev/null && wait "$demo_pid" 2>/dev/null
    [ -n "${api_pid:-}" ] && kill -TERM "$api_pid" 2>/dev/null && wait "$api_pid" 2>/dev/null
    stop_postgres
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

build_harness() { step "build the demo's actors" dotnet build tests/LoadTest -c Release -v q -clp:ErrorsOnly; }
build_if_changed api build_api "${api_sources[@]}"
build_if_changed web build_web src/Dashboard
[ "$demo" = yes ] && build_if_changed harness build_harness tests/LoadTest tests/Dialogues Directory.*

name_first_admin
address=http://127.0.0.1:$port
export PublicBaseUrl=${PublicBaseUrl:-$address}
export Runtime__Reason="$reason"
export DataDirectory="$data"
export WebRoot="$PWD/src/Dashboard/dist"
if [ "$demo" = yes ]; then
    # The demo's own telephony account, so that its webhooks verify like a provider's.
    export Twilio__AccountSid=${Twilio__AccountSid:-AC00000000000000000000000000000de0}
    if [ ! -f "$data/demo-token" ]; then
        (umask 077 && head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$data/demo-token")
    fi
    Twilio__AuthToken=${Twilio__AuthToken:-$(cat "$data/demo-token")}
    export Twilio__AuthToken
fi

size_nursery
dotnet "$(shipped Platform.ApiHost.dll)" --urls "$address" >"$data/api.log" 2>&1 &
api_pid=$!

printf '\033[2m·\033[0m waiting for %s/health … ' "$address"
started=$SECONDS
until curl -fsS -o /dev/null "$address/health" 2>/dev/null; do
    if ! kill -0 "$api_pid" 2>/dev/null || [ $((SECONDS - started)) -gt 60 ]; then
        echo "failed"
        tail -n 30 "$data/api.log" >&2
        exit 1
    fi
    sleep 0.1
done
echo ready

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
    dotnet "tests/LoadTest/bin/$runtime/Release/net10.0/Platform.LoadTest.dll" demo --url "$address" \
        --account-sid "$Twilio__AccountSid" --auth-token-env Twilio__AuthToken &
    demo_pid=$!
else
    # What it says from here on; the demo has a line of its own.
    tail -n 0 -f --pid="$api_pid" "$data/api.log" &
fi
wait "$api_pid"
