using Platform.Http;

var builder = WebApplication.CreateBuilder(args);
builder.AddHttpFoundation();

var app = builder.Build();
app.UseHttpFoundation();

var api = app.MapApi();
app.MapGet("/alive", () => "alive").AllowAnonymous();

await app.RunAsync();

/// <summary>The HTTP host, public so that tests can start it.</summary>
public partial class Program;
