using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Accounts;
using Platform.Api;
using Platform.Orders;

namespace Platform.Http;

public sealed class BadInputTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Invitations = "/api/v1/invitations";

    [Theory]
    [InlineData("{\"email\":", "malformed-json")]
    [InlineData("", "malformed-json")]
    [InlineData("not json", "malformed-json")]
    public async Task What_is_not_json_is_400(string body, string code)
    {
        await (await api.Owner.CreateAsync(Invitations, body)).ProblemAsync(400, code);
    }

    [Theory]
    [InlineData("{}", "/email", "/role")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""{"email":"a@b.test","role":"king"}""", "/role")]
    [InlineData("""{"email":"a@b.test","role":2}""", "/role")]
    [InlineData("""{"email":null,"role":"staff"}""", "/email")]
    [InlineData("""{"email":7,"role":"king","shop_id":"no uuid"}""", "/email", "/role", "/shop_id")]
    // Types and rules are checked together: the unknown role does not hide the bad e-mail.
    [InlineData("""{"email":"no at sign","role":"king"}""", "/email", "/role")]
    [InlineData("""{"email":"no at sign","role":"staff"}""", "/email")]
    [InlineData("""{"email":"a@b.test","role":"owner","shop_id":"0190a000-0000-7000-8000-000000000000"}""", "/shop_id")]
    public async Task Every_wrong_field_is_named_at_once(string body, params string[] pointers)
    {
        var problem = await (await api.Owner.CreateAsync(Invitations, body)).ProblemAsync(422, "validation-failed");

        Assert.Equal(pointers, problem.Pointers());
    }

    [Fact]
    public async Task An_unknown_word_is_answered_with_the_known_ones()
    {
        var problem = await (await api.Owner.CreateAsync(Invitations, """{"email":"a@b.test","role":"king"}"""))
            .ProblemAsync(422, "validation-failed");

        Assert.Equal("must be one of owner, manager, staff, vendor",
            problem["errors"]![0]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nothing_of_a_refused_request_is_kept()
    {
        var before = await CountAsync();

        await api.Owner.CreateAsync(Invitations, """{"email":"kept@one.test","role":"king"}""");
        await api.Owner.CreateAsync(Invitations, """{"email":"kept@one.test","role":"staff",""");

        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("Owner")]
    [InlineData("Nobody")]
    public async Task Ten_megabytes_are_too_large_and_never_an_error_of_ours(string who)
    {
        var client = who == "Owner" ? api.Owner : api.Stranger;
        var path = who == "Owner" ? Invitations : "/api/v1/auth/sign-in";
        var body = new string('a', 10_000_000);

        await (await client.CreateAsync(path, body)).ProblemAsync(413, "too-large");

        Assert.Equal(HttpStatusCode.OK, (await api.Stranger.GetAsync("/alive")).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/shops", """{"name":"A","timezone":"UTC","goods":[null],"towns":["x",null]}""",
        "/goods/0", "/towns/1")]
    [InlineData("/api/v1/shops", """{"name":"A","timezone":"UTC","services":[null],"hours":[null],"currency":"XXQ"}""",
        "/currency", "/hours/0", "/services/0")]
    [InlineData("/api/v1/shops", """{"name":"A","timezone":"UTC","greeting":"a\u0000b"}""", "/greeting")]
    [InlineData("/api/v1/vendors", """{"name":"A","services":[null]}""", "/services/0")]
    [InlineData("/api/v1/orders", """{"kind":"product","customer":{"name":"A"},"lines":[null]}""", "/lines/0")]
    [InlineData("/api/v1/orders", """{"kind":"service","customer":{"name":"A"},"metadata":{"a":["\u0000"]}}""",
        "/metadata")]
    [InlineData("/api/v1/orders", """{"kind":"service","customer":{"name":"A"},"metadata":{"\u0000":1}}""",
        "/metadata")]
    [InlineData("/api/v1/orders", """{"kind":"service","customer":{"name":"A"},"metadata":{"a":"\ud800"}}""",
        "/metadata")]
    [InlineData("/api/v1/orders", """{"kind":"service","customer":{"name":"A"},"estimated_delivery":"soon"}""",
        "/estimated_delivery")]
    public async Task What_json_can_say_and_nobody_can_keep_is_named(string path, string body, params string[] pointers)
    {
        var problem = await (await api.Owner.CreateAsync(path, body)).ProblemAsync(422, "validation-failed");

        Assert.Equal(pointers, pointers.Intersect(problem.Pointers()));
    }

    [Fact]
    public async Task Whole_characters_and_nulls_in_metadata_are_taken()
    {
        var order = OrderCases.Repair();
        order["description"] = "hot \U0001F525";
        order["metadata"] = new JsonObject { ["a"] = new JsonArray(null, "\U0001F525") };
        var body = order.ToJsonString();
        Assert.Contains("\\uD83D\\uDD25", body, StringComparison.Ordinal);

        var made = await (await api.Owner.CreateAsync("/api/v1/orders", body)).JsonAsync(201);

        Assert.Equal("hot \U0001F525", made["description"]!.GetValue<string>());
        Assert.Null(made["metadata"]!["a"]![0]);
    }

    [Fact]
    public async Task Deep_nesting_is_malformed()
    {
        var body = string.Concat(Enumerable.Repeat("{\"a\":", 2000)) + "1" + new string('}', 2000);

        await (await api.Owner.CreateAsync(Invitations, body)).ProblemAsync(400, "malformed-json");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task Another_content_type_is_415(string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Invitations)
        {
            Content = new StringContent("""{"email":"a@b.test","role":"staff"}""", Encoding.UTF8, type),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        await (await api.Owner.SendAsync(request)).ProblemAsync(415, "wrong-content-type");
    }

    [Fact]
    public async Task No_body_at_all_is_said_in_the_product_s_own_words()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Invitations);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var problem = await (await api.Owner.SendAsync(request)).ProblemAsync(400, "malformed-json");

        Assert.Equal("The body is empty.", $"{problem["detail"]}");
    }

    [Theory]
    [InlineData("2099-01-31T14:00:00")]
    [InlineData("2099-01-31")]
    [InlineData("31/01/2099 14:00Z")]
    public async Task A_time_without_its_offset_is_named_and_not_guessed(string time)
    {
        var problem = await (await api.Owner.CreateAsync(
            "/api/v1/api-keys", new { name = "Till", scopes = new[] { "orders:read" }, expires_at = time }))
            .ProblemAsync(422, "validation-failed");

        Assert.Equal(["/expires_at"], problem.Pointers());
    }

    [Fact]
    public async Task Headers_that_cannot_be_read_are_400()
    {
        var body = new { email = "a@b.test", role = "staff" };

        await (await api.Owner.SendAsync(HttpMethod.Post, Invitations, body))
            .ProblemAsync(400, "idempotency-key-missing");
        var longKey = new string('k', 256);
        await (await api.Owner.CreateAsync(Invitations, body, longKey)).ProblemAsync(400, "malformed-request");
        var version = await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/members/{Guid.NewGuid()}", new { role = "staff" }, ("If-Match", "\"new\""));
        await version.ProblemAsync(400, "malformed-request");
    }

    [Theory]
    [InlineData("?limit=0", "malformed-request")]
    [InlineData("?limit=many", "malformed-request")]
    [InlineData("?limit=-1", "malformed-request")]
    [InlineData("?cursor=AAAA", "invalid-cursor")]
    [InlineData("?cursor=%00", "invalid-cursor")]
    public async Task Pages_that_cannot_be_are_400(string query, string code)
    {
        await (await api.Owner.GetAsync($"/api/v1/members{query}")).ProblemAsync(400, code);
    }

    [Theory]
    [InlineData("/api/v1/items?shop_id=mine&low=perhaps", "?low", "?shop_id")]
    [InlineData("/api/v1/analytics/daily-sales?shop_id=mine", "?shop_id")]
    [InlineData("/api/v1/snapshots?night=yesterday&kept=all", "?kept", "?night")]
    [InlineData("/api/v1/orders?service_category=%00", "?service_category")]
    [InlineData("/api/orders?vendor_id=%00&service_type=a%00b", "?service_type", "?vendor_id")]
    public async Task Keys_that_cannot_be_read_are_named(string path, params string[] pointers)
    {
        var problem = await (await api.Owner.GetAsync(path)).ProblemAsync(400, "malformed-request");

        Assert.Equal(pointers, problem.Pointers());
    }

    [Fact]
    public async Task What_is_not_served_says_so()
    {
        await (await api.Stranger.GetAsync("/api/v1/nothing")).ProblemAsync(404, "no-such-route");
        await (await api.Stranger.GetAsync("/openapi/v9.json")).ProblemAsync(404, "no-such-route");
        await (await api.Owner.PutAsync("/api/v1/me", null)).ProblemAsync(405, "method-not-allowed");
        await (await api.Owner.GetAsync("/api/v1/members")).JsonAsync(200);
    }

    [Fact]
    public async Task Every_code_in_the_source_has_a_page_and_every_page_is_shown()
    {
        var source = Testing.Repository.Files("*.cs", "src/ApiHost").Select(File.ReadAllText);
        var codes = source
            .SelectMany(text => System.Text.RegularExpressions.Regex.Matches(
                text, """Problems\.Of\(\s*\d{3}, "([a-z-]+)" """.Trim()))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        Assert.Contains("wrong-credentials", codes);
        Assert.Empty(codes.Except(ProblemCatalogue.All.Keys));

        foreach (var code in ProblemCatalogue.All.Keys)
        {
            var page = await api.Stranger.GetStringAsync(ProblemCatalogue.PageOf(code));
            Assert.Contains($"<code>{code}</code>", page, StringComparison.Ordinal);
        }
    }

    private async Task<long> CountAsync()
    {
        await using var database = Npgsql.NpgsqlDataSource.Create(api.ConnectionString);
        await using var count = database.CreateCommand(
            "select (select count(*) from invitations) + (select position from log_head)");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
