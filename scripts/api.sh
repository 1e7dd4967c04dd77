# One API with the grains in it. Sourced by the verbs that start a platform of their own.

# The telephony account of the actors, so that their webhooks verify like a provider's.
take_actors_account() {
    export Twilio__AccountSid=${Twilio__AccountSid:-AC00000000000000000000000000000de0}
    if [ ! -f "$data/demo-token" ]; then
        (umask 077 && head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$data/demo-token")
    fi
    Twilio__AuthToken=${Twilio__AuthToken:-$(cat "$data/demo-token")}
    export Twilio__AuthToken
}

build_harness() { step "build the actors" dotnet build tests/LoadTest -c Release -v q -clp:ErrorsOnly; }

# Callers, vendors and dashboards: actors VERB [options]. In the background it is the process that is told to stop.
actors() {
    local verb=$1 as=()
    shift
    [ "$BASHPID" = "$$" ] || as=(exec)
    "${as[@]}" dotnet "tests/LoadTest/bin/$runtime/Release/net10.0/Platform.LoadTest.dll" "$verb" --url "$address" \
        --account-sid "$Twilio__AccountSid" --auth-token-env Twilio__AuthToken "$@"
}

start_actors() {
    actors "$@" &
    actors_pid=$!
}

# However they end, what comes after them is stopped too.
stop_actors() {
    [ -z "${actors_pid:-}" ] || { kill -TERM "$actors_pid" 2>/dev/null && wait "$actors_pid" 2>/dev/null; } || true
}

# Starts it at $address and waits until it can work; api_pid is its process.
start_api() {
    local started=$SECONDS
    export PublicBaseUrl=${PublicBaseUrl:-$address}
    export Runtime__Reason="$reason"
    export DataDirectory="$data"
    export WebRoot="$PWD/src/Dashboard/dist"
    size_nursery
    dotnet "$(shipped Platform.ApiHost.dll)" --urls "$address" >"$data/api.log" 2>&1 &
    api_pid=$!

    printf '\033[2m·\033[0m waiting for %s/health … ' "$address"
    until curl -fsS -o /dev/null "$address/health" 2>/dev/null; do
        if ! kill -0 "$api_pid" 2>/dev/null || [ $((SECONDS - started)) -gt 60 ]; then
            echo "failed"
            say_why_not
        fi
        sleep 0.1
    done
    echo ready
}

# With 3 it has said in its last line what only the user can mend.
say_why_not() {
    local code=0
    kill -0 "$api_pid" 2>/dev/null || wait "$api_pid" || code=$?
    if [ "$code" = 3 ]; then tail -n 1 "$data/api.log" >&2 && exit 3; fi
    tail -n 30 "$data/api.log" >&2
    exit 1
}

stop_api() {
    [ -z "${api_pid:-}" ] || { kill -TERM "$api_pid" 2>/dev/null && wait "$api_pid" 2>/dev/null; } || true
}
