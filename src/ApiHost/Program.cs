using Platform.Consumers;
using Platform.Http;
using Platform.Live;

var builder = WebApplication.CreateBuilder(args);
builder.AddHttpFoundation();
builder.Services.AddLive();

var app = builder.Build();
app.UseLiveSockets();
app.UseHttpFoundation();

var api = app.MapApi();
app.MapLive();
api.MapDeadLetters();
app.MapGet("/alive", () => "alive").AllowAnonymous();

await app.RunAsync();

/// <summary>The HTTP host, public so that tests can start it.</summary>
public partial class Program;
