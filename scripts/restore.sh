# verb: restore FILE [--data DIR] [--runtime Auto|Embedded|Orleans]   an account's snapshot into an empty database
# option: FILE            …/snapshots/{account}/….snapshot.gz of a data directory
# option: --data DIR      whose database it goes into, which has to be empty; .data unless said
# option: --runtime NAME  Auto unless said
source scripts/common.sh
source scripts/postgres.sh

file=
while [ $# -gt 0 ]; do
    case "$1" in
        --data) value_of restore "a directory" "$@" && data=$value && shift ;;
        --runtime) value_of restore "Auto, Embedded or Orleans" "$@" && runtime=$value && shift ;;
        -*) wrong restore "unknown option '$1'" ;;
        *) file=$1 ;;
    esac
    shift
done
[ -f "$file" ] || wrong restore "name the file of a snapshot: …/snapshots/{account}/….snapshot.gz"
file=$(realpath "$file")
need_runtime restore

need_dotnet
take_data restore
choose_runtime
[ -n "${ConnectionStrings__Platform:-}" ] || start_postgres
trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
build_if_changed api build_api "${api_sources[@]}"

export DataDirectory="$data"
say "restoring $(basename "$file")"
dotnet "$(shipped Platform.ApiHost.dll)" restore "$file"
say "start it with ./platform run --data $data"
