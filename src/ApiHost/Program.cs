var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/alive", () => "alive");
await app.RunAsync();

/// <summary>The HTTP host, public so that tests can start it.</summary>
public partial class Program;
