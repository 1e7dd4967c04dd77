using System.Text.Json;
using Npgsql;

namespace Platform.Benchmarks.Twin;

/// <summary>The naive twin: what a good engineer writes in an afternoon. No authentication, no idempotency, no events,
/// no live push. It is what the platform's figures are ratios of, so it must be no straw man.</summary>
internal static class TwinApp
{
    private const int ListSize = 50;

    public static async Task RunAsync(string url, string connectionString, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls(url);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, TwinJson.Default);
        });
        builder.Services.AddSingleton(DataSource(connectionString));
        builder.Services.AddSignalR();

        await using var app = builder.Build();
        await TwinStore.CreateTablesAsync(app.Services.GetRequiredService<NpgsqlDataSource>());
        Map(app);
        TwinHub.Map(app);
        await app.RunAsync(cancellationToken);
    }

    private static NpgsqlDataSource DataSource(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = 32,
            NoResetOnClose = true, // It leaves nothing behind; putting back nothing takes seven statements.
        });

    private static void Map(WebApplication app)
    {
        app.MapGet("/ping", () => TypedResults.Ok(new Pong("pong")));

        app.MapPost("/orders", async (TwinOrderRequest request, NpgsqlDataSource source) =>
        {
            var order = await TwinStore.PlaceAsync(source, request);
            return TypedResults.Created($"/orders/{order.Id}", order);
        });

        app.MapPatch("/orders/{id:guid}/status", async Task<IResult> (
            Guid id, TwinStatusRequest request, NpgsqlDataSource source) =>
            await TwinStore.ChangeAsync(source, id, request.Status) switch
            {
                { } order => TypedResults.Ok(order),
                null => TypedResults.Conflict(),
            });

        app.MapGet("/orders/{id:guid}", async Task<IResult> (Guid id, NpgsqlDataSource source) =>
            await TwinStore.FindAsync(source, id) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound());

        app.MapGet("/orders", async (string status, NpgsqlDataSource source) =>
            TypedResults.Ok(await TwinStore.ListAsync(source, status, ListSize)));

        app.MapPost("/items", async (TwinItem item, NpgsqlDataSource source) =>
            TypedResults.Created($"/items/{item.Id}", await TwinStock.AddAsync(source, item)));

        app.MapPost("/items/{id:guid}/reservations", async Task<IResult> (
            Guid id, TwinReservationRequest request, NpgsqlDataSource source) =>
            await TwinStock.ReserveAsync(source, id, request) is { } made
                ? TypedResults.Created($"/items/{id}/reservations/{made.Id}", made)
                : TypedResults.Conflict());
    }
}
