# A smoke test of ./platform cluster: two silos and an API; a silo is killed, and the API answers and the silo comes back.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

port=5690
table=$(mktemp)
data=$(mktemp -d)
chmod 755 "$data" # PostgreSQL's own user has to reach it.
# A database and an admin of its own, whatever the shell has set for others.
unset ConnectionStrings__Platform
export PLATFORM_ADMIN_EMAIL=admin@platform.test
PLATFORM_ADMIN_PASSWORD=$(head -c 15 /dev/urandom | base64 | tr '+/' 'xy')
export PLATFORM_ADMIN_PASSWORD
./platform cluster --silos 2 --apis 1 --port $port --silo-port 11690 --gateway-port 30690 --data "$data" >"$table" 2>&1 &
cluster=$!
failed() {
    echo "cluster: $*" >&2
    cat "$table" >&2
    exit 1
}
stop() {
    kill -TERM $cluster 2>/dev/null || true
    wait $cluster 2>/dev/null || true
    rm -rf "$table" "$data"
}
trap stop EXIT

# until_so SECONDS WHAT COMMAND...: a wait has a condition and a limit.
until_so() {
    local limit=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        kill -0 $cluster 2>/dev/null || failed "it ended"
        [ $SECONDS -lt $limit ] || failed "not within its time: $what"
        sleep 0.2
    done
    echo "· $what"
}
answers() { curl -fsS "http://127.0.0.1:$port/health"; }
# Signing in asks a user's grain, wherever it lives.
signs_in() {
    curl -fsS "http://127.0.0.1:$port/api/v1/auth/sign-in" -H 'Content-Type: application/json' \
        -d "{\"email\": \"$PLATFORM_ADMIN_EMAIL\", \"password\": \"$PLATFORM_ADMIN_PASSWORD\"}"
}
was_restarted() { grep -q "silo2 ended with 137 and was started again" "$table"; }

until_so 480 "the cluster answers" answers
until_so 60 "its admin signs in" signs_in
kill -9 "$(awk '$1 == "silo2" { print $(NF - 1); exit }' "$table")"
until_so 60 "with a silo killed the admin signs in again" signs_in
until_so 60 "the silo was started again" was_restarted
