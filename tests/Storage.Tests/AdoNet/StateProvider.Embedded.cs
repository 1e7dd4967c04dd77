using System.Data;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>Where Orleans is not: what its storage provider does, with the very statements that it looks up.</summary>
internal sealed class StateProvider(PlatformDatabase database, StorageOptions options) : IGrainStorage, IDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(database.OrleansStatesConnectionString);
    private readonly Dictionary<string, string> _statements = new(StringComparer.Ordinal);

    public static void AddNeeds(IServiceCollection services)
    {
        // It needs nothing that the storage has not.
    }

    public static IGrainStorage Make(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<StateProvider>(services);

    public static async Task StartAsync(IGrainStorage provider)
    {
        var made = (StateProvider)provider;
        await using var command = made._source.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            made._statements.Add(reader.GetString(0), reader.GetString(1));
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var command = Command("ReadFromStorageKey", stateName, grainId);
        await using var reader = await command.ExecuteReaderAsync();
        var isThere = await reader.ReadAsync();
        var payload = isThere && !reader.IsDBNull("PayloadBinary")
            ? reader.GetFieldValue<byte[]>("PayloadBinary")
            : null;
        grainState.ETag = isThere ? reader.GetInt32("Version").ToString(CultureInfo.InvariantCulture) : null;
        grainState.RecordExists = payload is not null;
        if (payload is not null)
            grainState.State = (T?)JsonSerializer.Deserialize(payload, KeptJson.Default.GetTypeInfo(typeof(T))!);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var command = Command("WriteToStorageKey", stateName, grainId);
        object? version = grainState.ETag is { } etag ? int.Parse(etag, CultureInfo.InvariantCulture) : null;
        command.Parameters.Add(new("GrainStateVersion", version ?? DBNull.Value));
        command.Parameters.Add(new("PayloadBinary", JsonSerializer.SerializeToUtf8Bytes(
            grainState.State, KeptJson.Default.GetTypeInfo(typeof(T))!)));
        grainState.ETag = await command.ExecuteScalarAsync() is int written
            ? written.ToString(CultureInfo.InvariantCulture)
            : throw new InconsistentStateException($"Version conflict: {stateName} {grainId} ETag={grainState.ETag}.");
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException();

    public void Dispose() => _source.Dispose();

    private NpgsqlCommand Command(string statement, string stateName, GrainId grainId)
    {
        var command = _source.CreateCommand(_statements[statement]);
        command.Parameters.Add(new() { ParameterName = "GrainIdN0", Value = 0L });
        command.Parameters.Add(new() { ParameterName = "GrainIdN1", Value = 0L });
        command.Parameters.Add(new("GrainTypeString", stateName));
        command.Parameters.Add(new("GrainIdExtensionString", grainId.Key.ToString()!));
        command.Parameters.Add(new("ServiceId", options.ServiceId));
        return command;
    }
}
