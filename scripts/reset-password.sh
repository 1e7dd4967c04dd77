# verb: reset-password EMAIL [--port N] [--data DIR] [--runtime Auto|Embedded|Orleans]   a link for who forgot the password, while the platform runs or not
# option: EMAIL           of whoever forgot it, also an admin's; the link sets another password once, within a day
# option: --port N        where that platform listens, for the link; 5080 unless said, or PublicBaseUrl where it is set
# option: --data DIR      of the platform where the person signs in; .data unless said
# option: --runtime NAME  Auto unless said
source scripts/common.sh
source scripts/postgres.sh

email=
while [ $# -gt 0 ]; do
    case "$1" in
        --port) value_of reset-password "a number from 1 to 65535" "$@" && port=$value && shift ;;
        --data) value_of reset-password "a directory" "$@" && data=$value && shift ;;
        --runtime) value_of reset-password "Auto, Embedded or Orleans" "$@" && runtime=$value && shift ;;
        -*) wrong reset-password "unknown option '$1'" ;;
        *) email=$1 ;;
    esac
    shift
done
[[ "$email" == ?*@?* ]] || wrong reset-password "name the e-mail that the person signs in with"
need_port reset-password --port "$port"
need_runtime reset-password

need_dotnet
# A new platform would be made where none is, and nobody is in that one.
[ -n "${ConnectionStrings__Platform:-}" ] || [ -d "$data" ] ||
    cannot "there is no platform in $data; name its directory with --data"
if is_taken "$data"; then
    # What runs there goes on: its PostgreSQL is used, and what it was started from is not built anew.
    data=$(cd "$data" && pwd)
    choose_runtime
    [ -f "$(shipped Platform.ApiHost.dll)" ] ||
        cannot "what runs in $data is not the $runtime build; name its runtime with --runtime"
else
    take_data reset-password
    choose_runtime
    build_if_changed api build_api "${api_sources[@]}"
fi
[ -n "${ConnectionStrings__Platform:-}" ] || start_postgres
trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export DataDirectory="$data" PublicBaseUrl=${PublicBaseUrl:-http://127.0.0.1:$port}
dotnet "$(shipped Platform.ApiHost.dll)" reset-password "$email"
