# verb: run [--demo] [--port N] [--data DIR] [--runtime Auto|Embedded|Orleans]   set up all it needs, start, print the address
# option: --demo          callers and vendors act through the public interfaces, so that there is something to watch
# option: --port N        where it listens, on 127.0.0.1 alone; 5080 unless said
# option: --data DIR      where all it keeps is, its PostgreSQL too; .data unless said
# option: --runtime NAME  the home of the grains: Orleans where its packages restore, else Embedded, unless said
source scripts/common.sh
source scripts/postgres.sh
source scripts/api.sh

demo=no
while [ $# -gt 0 ]; do
    case "$1" in
        --demo) demo=yes ;;
        --port) value_of run "a number from 1 to 65535" "$@" && port=$value && shift ;;
        --data) value_of run "a directory" "$@" && data=$value && shift ;;
        --runtime) value_of run "Auto, Embedded or Orleans" "$@" && runtime=$value && shift ;;
        *) wrong run "unknown option '$1'" ;;
    esac
    shift
done
need_port run --port "$port"
need_runtime run

need_dotnet
need_node
need_curl
need_free_port run --port "$port"
take_data run
choose_runtime
[ -n "${ConnectionStrings__Platform:-}" ] || start_postgres

stop_all() {
    trap - EXIT
    trap '' INT TERM # Once is enough: a second Ctrl-C must not leave PostgreSQL behind.
    stop_actors
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
    start_actors demo
else
    # What it says from here on; the demo has a line of its own.
    tail -n 0 -f --pid="$api_pid" "$data/api.log" &
fi
code=0
wait "$api_pid" 2>/dev/null || code=$?
[ "$code" = 0 ] || echo "platform: the API has ended with $code, and so does this; the end of $data/api.log says why" >&2
exit "$code"
