# verb: bench [--full] [--seconds N] [--only PART] [--runtime Embedded|Orleans]   measure against a naive twin in the same run and print the table
# option: --full          five rounds, and 16 and 256 connections too
# option: --seconds N     length of a round; 8 unless said
# option: --only PART     the sections whose name contains it
# option: --runtime NAME  Embedded unless said
source scripts/common.sh
source scripts/postgres.sh

runtime=${GrainRuntime:-Embedded}
asked=()
while [ $# -gt 0 ]; do
    case "$1" in
        --runtime) value_of bench "Embedded or Orleans" "$@" && runtime=$value && shift ;;
        *) asked+=("$1") ;;
    esac
    shift
done

take_runtime bench
need_dotnet
if [ "$runtime" = Orleans ]; then
    demand_orleans "the bench on Orleans" "$data/packages.log" src/ApiHost tests/Benchmarks
fi
[ -n "$(postgres_binaries)" ] || install_packages postgresql
install_packages wrk
build_api
step "build the benchmark" dotnet build tests/Benchmarks -c Release -v q -clp:ErrorsOnly
PLATFORM_API=$(shipped Platform.ApiHost.dll) \
    dotnet "tests/Benchmarks/bin/$runtime/Release/net10.0/Platform.Benchmarks.dll" bench "${asked[@]}"
