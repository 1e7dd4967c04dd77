using System.Collections.Immutable;
using Platform.Storage;

namespace Platform.Dispatch;

/// <summary>Finding candidates in a roster of thousands: the right ones, through indexes.</summary>
public sealed class CandidateReaderTests : PreparedDatabase
{
    private const string Account = "0198a000-0000-7000-8000-000000000001";
    private const int Roster = 20_000;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly CandidateQuery Manhattan = new(
        Guid.Parse(Account), ["label:ac repair", "category:repairs"], "10001", (40.7128, -74.006),
        Now.AddMinutes(-5), [], 200, Now, Now, TimeSpan.FromHours(4));

    [Fact]
    public async Task Who_goes_there_is_there_and_is_free_is_found()
    {
        await AddAsync("near", 40.71, -74.0, 30, "[]", """["category:repairs"]""");
        await AddAsync("by code", null, null, null, """["10001"]""", """["label:ac repair","in:repairs"]""");
        await AddAsync("far", 42.0, -74.0, 30, "[]", """["category:repairs"]""");
        await AddAsync("nowhere", 0, 0, 20_000, "[]", """["category:repairs"]""");
        await AddAsync("painter", 40.71, -74.0, 30, "[]", """["category:cleaning"]""");
        await AddAsync("gone", 40.71, -74.0, 30, "[]", """["category:repairs"]""", seen: "1 hour");
        await AddAsync("busy", 40.71, -74.0, 30, "[]", """["category:repairs"]""");
        await AddAsync("uninvited", 40.71, -74.0, 30, "[]", """["category:repairs"]""", hasAccepted: false);
        await AddAsync("uninvited by code", null, null, null, """["10001"]""", """["category:repairs"]""",
            hasAccepted: false);
        await AddAsync("blocked", 40.71, -74.0, 30, "[]", """["category:repairs"]""", status: "blocked");
        await WorkAsync("busy");
        var reader = new CandidateReader(Host.Database);

        var found = await reader.FindAsync(Manhattan, default);

        Assert.Equal(["near", "by code"], found.Select(candidate => candidate.Entry.Card.Name));
        Assert.True(found[0].Presence!.Online);
        Assert.Equal("by code", Assert.Single(await reader.FindAsync(
            Manhattan with { Except = [found[0].Entry.VendorId] }, default)).Entry.Card.Name);
        Assert.Equal("by code", Assert.Single(
            await reader.FindAsync(Manhattan with { Place = null }, default)).Entry.Card.Name);
        Assert.Empty(await reader.FindAsync(Manhattan with { Place = null, PostalCode = null }, default));
        Assert.Empty(await reader.FindAsync(Manhattan with { AccountId = Guid.NewGuid() }, default));
        Assert.True(await reader.HasVendorsAsync(Manhattan.AccountId, default));
        Assert.False(await reader.HasVendorsAsync(Guid.NewGuid(), default));
        var busy = await ScalarAsync<Guid>("select vendor_id from account_vendors where name = 'busy'");
        Assert.Single(await reader.WorkOfAsync(Manhattan.AccountId, busy, default));
    }

    [Theory]
    [InlineData("on_way", 168, 0, false)] // What is being done is now, whenever it was wanted.
    [InlineData("on_way", 168, 168, true)]
    [InlineData("accepted", 168, 0, true)]
    [InlineData("accepted", 168, 166, false)]
    [InlineData("accepted", 168, 171, false)]
    [InlineData("accepted", 168, 173, true)]
    [InlineData("accepted", -24, 0, false)] // Wanted yesterday and not done: it waits for him.
    [InlineData("accepted", null, 0, false)] // As soon as he can.
    [InlineData("accepted", null, 24, true)]
    public async Task A_vendor_is_busy_at_the_time_of_his_job(
        string status, int? jobInHours, int wantedInHours, bool isFree)
    {
        await AddAsync("near", 40.71, -74.0, 30, "[]", """["category:repairs"]""");
        await WorkAsync("near", status);
        if (jobInHours is { } hours)
        {
            var from = Now.AddHours(hours).ToString("O");
            await ExecuteAsync(
                $$$"""
                insert into order_details (account_id, order_id, details, search)
                select account_id, order_id, '{"requested_time":{"from":"{{{from}}}"}}', '' from orders
                """);
        }

        var found = await new CandidateReader(Host.Database).FindAsync(
            Manhattan with { WantedAt = Now.AddHours(wantedInHours) }, default);

        Assert.Equal(isFree, found.Length == 1);
    }

    [Fact]
    public async Task A_large_roster_is_not_walked_through()
    {
        await ExecuteAsync(
            $$"""
            insert into account_vendors (key, account_id, version, state, vendor_id, name, status, accepted_at,
                                         area_latitude, area_longitude, radius_km, postal_codes, skills)
            select replace('{{Account}}/' || id::text, '-', ''), '{{Account}}', 1, '{}', id, 'v' || n, 'approved',
                   now(), 30 + (n % 200) / 10.0, -120 + (n % 400) / 10.0, 20, jsonb_build_array((10000 + n)::text),
                   '["category:repairs"]'
              from (select n, gen_random_uuid() id from generate_series(1, {{Roster}}) n) made;
            insert into vendors (key, version, state, vendor_id, online, last_seen_at)
            select replace(vendor_id::text, '-', ''), 1, '{}', vendor_id, true, now() from account_vendors;
            analyze account_vendors; analyze vendors;
            """);

        var plan = await PlanAsync();

        Assert.Contains("account_vendors_square", plan, StringComparison.Ordinal);
        Assert.Contains("account_vendors_postal_codes", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on account_vendors", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on vendors", plan, StringComparison.Ordinal);
    }

    private async Task<string> PlanAsync()
    {
        await using var command = Host.Database.Writer.CreateCommand("explain " + CandidateReader.FindSql);
        command.Parameters.AddRange(CandidateReader.Parameters(Manhattan));
        await using var reader = await command.ExecuteReaderAsync();
        var lines = ImmutableArray.CreateBuilder<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private Task AddAsync(
        string name, double? latitude, double? longitude, double? radius, string codes, string skills,
        string seen = "0 seconds", string status = "approved", bool hasAccepted = true)
    {
        var id = Guid.NewGuid();
        var area = FormattableString.Invariant(
            $"{Sql(latitude)}::double precision, {Sql(longitude)}::double precision, {Sql(radius)}::double precision");
        var state = $$$"""
            {"vendor_id":"{{{id}}}","account_id":"{{{Account}}}","card":{"name":"{{{name}}}","status":"Approved"},
             "created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}
            """;
        return ExecuteAsync(
            $$"""
            insert into account_vendors (key, account_id, version, state, vendor_id, name, status, accepted_at,
                                         area_latitude, area_longitude, radius_km, postal_codes, skills)
            values (replace('{{Account}}/{{id}}', '-', ''), '{{Account}}', 1, '{{state}}', '{{id}}', '{{name}}',
                    '{{status}}', {{(hasAccepted ? "now()" : "null")}}, {{area}}, '{{codes}}', '{{skills}}');
            insert into vendors (key, version, state, vendor_id, online, last_seen_at)
            values (replace('{{id}}', '-', ''), 1,
                    '{"vendor_id":"{{id}}","online":true,"last_seen_at":"2026-01-01T00:00:00Z"}', '{{id}}', true,
                    now() - '{{seen}}'::interval);
            """);
    }

    private Task WorkAsync(string name, string status = "on_way") => ExecuteAsync(
        $$"""
        insert into orders (key, account_id, version, state, order_id, order_number, kind, status, stage, vendor_id,
                            priority, service_category, source, dispatch_status, payment_status, reservation, currency,
                            amount_minor, created_at, updated_at)
        select replace('{{Account}}/' || id::text, '-', ''), '{{Account}}', 1, '{}', id, 'ORD-2026-000001', 'service',
               '{{status}}', '{{StageOf(status)}}',
               (select vendor_id from account_vendors where name = '{{name}}'), 'high',
               'repairs', 'api', 'assigned', 'unpaid', 'none', 'USD', 0, now(), now()
          from (select gen_random_uuid() id) made
        """);

    private static string StageOf(string status) => status == "on_way" ? "in_transit" : "committed";

    private static string Sql(double? value) =>
        value is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null";
}
