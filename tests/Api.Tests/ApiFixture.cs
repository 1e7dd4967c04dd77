using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Platform.Sites;
using Platform.Testing;

namespace Platform.Api;

/// <summary>The real host on a real port with a real, fresh database, and clients that are signed in:
/// <see cref="Admin"/> the platform admin, <see cref="Owner"/> and <see cref="Staff"/> of one account,
/// <see cref="Foreign"/> the owner of another. Use it as <c>IClassFixture&lt;ApiFixture&gt;</c>.</summary>
public class ApiFixture : IAsyncLifetime
{
    public const string AdminEmail = "admin@platform.test";
    public const string OwnerEmail = "owner@one.test";
    public const string StaffEmail = "staff@one.test";
    public const string ForeignEmail = "owner@two.test";
    public const string Password = "correct horse battery";

    private readonly string _data = Directory.CreateTempSubdirectory("platform-api-test-").FullName;
    private TestDatabase _database = null!;
    private Host _host = null!;

    /// <summary>Signed in by nobody.</summary>
    public HttpClient Stranger { get; private set; } = null!;
    public HttpClient Admin { get; private set; } = null!;
    public HttpClient Owner { get; private set; } = null!;
    public HttpClient Staff { get; private set; } = null!;
    public HttpClient Foreign { get; private set; } = null!;

    /// <summary>The account of <see cref="Owner"/> and <see cref="Staff"/>.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>The account of <see cref="Foreign"/>.</summary>
    public Guid ForeignAccountId { get; private set; }

    public IServiceProvider Services => _host.Services;
    public string ConnectionString => _database.ConnectionString;
    public Uri Address { get; private set; } = null!;

    /// <summary>Where the host keeps its files.</summary>
    public string DataDirectory => _data;

    /// <summary>Further settings of the host; for a class of its own.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>The way from the host to its database; for a class that cuts it.</summary>
    protected virtual string ConnectTo(string connectionString) => connectionString;

    /// <summary>Services in the place of the host's own; for a class of its own.</summary>
    protected virtual void Replace(IServiceCollection services)
    {
    }

    /// <summary>Whether web sites are read; without it none can be reached, and no test asks a stranger's
    /// server.</summary>
    protected virtual bool ReadsSites => false;

    public virtual async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Start();
        Admin = await SignInAsync(AdminEmail);
        (AccountId, Owner) = await CreateAccountAsync("One", OwnerEmail);
        (ForeignAccountId, Foreign) = await CreateAccountAsync("Two", ForeignEmail);
        Staff = await InviteAsync(Owner, StaffEmail, "staff");
    }

    public virtual async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Starts the host on the database that is there. Clients of an earlier one do not reach it.</summary>
    public void Start()
    {
        _host = new Host(ReplaceAll, new Dictionary<string, string>(Settings)
        {
            ["ConnectionStrings:Platform"] = ConnectTo(_database.ConnectionString),
            ["DataDirectory"] = _data,
            ["PLATFORM_ADMIN_EMAIL"] = AdminEmail,
            ["PLATFORM_ADMIN_PASSWORD"] = Password,
            ["PublicBaseUrl"] = "https://platform.test",
            // How slow the machine is decides about no test: a hundred at once are let in however long they take, and
            // a slow database is not one that is gone.
            ["Overload:AnswerTime"] = "00:01:00",
            ["Calls:DoubtAfter"] = "00:00:02",
        });
        _host.UseKestrel(0);
        _host.StartServer();
        Stranger = _host.CreateClient();
        Address = Stranger.BaseAddress!;
    }

    /// <summary>Stops the host, as an operator would.</summary>
    public ValueTask StopAsync() => _host.DisposeAsync();

    /// <summary>A client with a bearer token.</summary>
    public HttpClient With(string token)
    {
        var client = _host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Signs in and answers a client.</summary>
    public async Task<HttpClient> SignInAsync(string email, string password = Password) =>
        With((await TokensAsync(email, password))["access_token"]!.GetValue<string>());

    /// <summary>Signs in and answers the tokens.</summary>
    public async Task<JsonNode> TokensAsync(string email, string password = Password)
    {
        var answer = await Stranger.PostAsJsonAsync("/api/v1/auth/sign-in", new { email, password });
        return await answer.JsonAsync(200);
    }

    /// <summary>Makes an account, accepts its owner's invitation and answers the owner's client.</summary>
    public async Task<(Guid AccountId, HttpClient Owner)> CreateAccountAsync(string name, string ownerEmail)
    {
        var made = await (await Admin.CreateAsync("/api/v1/accounts", new { name, owner_email = ownerEmail }))
            .JsonAsync(201);
        var owner = await AcceptAsync(made["invitation"]!["token"]!.GetValue<string>());
        return (made["account_id"]!.GetValue<Guid>(), owner);
    }

    /// <summary>Invites somebody who accepts, and answers the new member's client.</summary>
    /// <param name="shop">The one shop that they are bound to.</param>
    public async Task<HttpClient> InviteAsync(HttpClient by, string email, string role, Guid? shop = null)
    {
        var invited = await by.CreateAsync("/api/v1/invitations", new { email, role, shop_id = shop });
        var invitation = await invited.JsonAsync(201);
        return await AcceptAsync(invitation["token"]!.GetValue<string>());
    }

    /// <summary>Accepts an invitation and answers the person's client.</summary>
    public async Task<HttpClient> AcceptAsync(string token)
    {
        var answer = await Stranger.PostAsJsonAsync(
            "/api/v1/invitations/accept", new { token, name = "Test Person", password = Password });
        return With((await answer.JsonAsync(200))["access_token"]!.GetValue<string>());
    }

    private void ReplaceAll(IServiceCollection services)
    {
        if (!ReadsSites)
            services.AddSingleton<IWebPages, NoWeb>();
        Replace(services);
    }

    private sealed class NoWeb : IWebPages
    {
        public Task<WebPage> GetAsync(Uri address, PageKind kind, CancellationToken cancellationToken) =>
            Task.FromResult<WebPage>(SiteTrouble.Unreachable);
    }

    private sealed class Host(Action<IServiceCollection> replace, IReadOnlyDictionary<string, string> settings)
        : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
            builder.ConfigureTestServices(replace);
        }
    }
}

/// <summary>Short ways to ask and to look at answers.</summary>
public static class Asking
{
    /// <summary>POST with a fresh Idempotency-Key, or a given one.</summary>
    public static Task<HttpResponseMessage> CreateAsync(
        this HttpClient client, string path, object? body = null, string? key = null) =>
        client.SendAsync(HttpMethod.Post, path, body, ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    /// <summary>Any request with a JSON body (an object, or text as it is) and headers.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string path, object? body = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body is string text
                ? new StringContent(text, System.Text.Encoding.UTF8, "application/json")
                : JsonContent.Create(body, options: JsonSerializerOptions.Default);
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    /// <summary>The body, after the status was found right; the body is in the failure's message.</summary>
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"expected {status}, got {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The problem, after its status and code were found right and its shape is whole.</summary>
    public static async Task<JsonNode> ProblemAsync(this HttpResponseMessage answer, int status, string code)
    {
        var problem = await answer.JsonAsync(status);
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"/docs/problems/{code}", problem["type"]!.GetValue<string>());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.False(string.IsNullOrEmpty(problem["title"]!.GetValue<string>()));
        Assert.Equal(32, problem["traceId"]!.GetValue<string>().Length);
        return problem;
    }

    /// <summary>The pointers of a problem's errors, sorted.</summary>
    public static IReadOnlyList<string> Pointers(this JsonNode problem) =>
        [.. problem["errors"]!.AsArray()
            .Select(error => error!["pointer"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
}
