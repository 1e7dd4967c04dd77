using Npgsql;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>What the database itself does not let happen to offers, whatever the program does.</summary>
public sealed class OfferConstraintTests : PreparedDatabase
{
    private const string Account = "0198a000-0000-7000-8000-000000000001";
    private const string Order = "0198a000-0000-7000-8000-00000000000f";
    private const string Vendor = "0198a000-0000-7000-8000-000000000002";
    private const string Other = "0198a000-0000-7000-8000-000000000003";

    private static readonly (string Vendor, int Wave, string Status, string Answered, string Timeout, string Named)[]
        Refused =
        [
            (Other, 1, "accepted", "now()", "1 minute", "order_offers_one_winner"),
            (Vendor, 1, "declined", "now()", "1 minute", "order_offers_pkey"),
            (Other, 2, "offered", "null", "1 minute", "order_offers_one_open_a_vendor"),
            (Other, 3, "lost", "now()", "1 minute", "order_offers_status_known"),
            (Other, 3, "offered", "now()", "1 minute", "order_offers_open_is_unanswered"),
            (Other, 3, "declined", "null", "1 minute", "order_offers_open_is_unanswered"),
            (Other, 3, "declined", "now()", "0 minutes", "order_offers_expires_after_offered"),
            (Other, 0, "declined", "now()", "1 minute", "order_offers_wave_positive"),
        ];

    [Fact]
    public async Task What_may_not_be_is_refused_by_name()
    {
        await OfferAsync(Vendor, 1, "accepted", "now()", "1 minute");
        await OfferAsync(Other, 4, "offered", "null", "1 minute");

        foreach (var (vendor, wave, status, answered, timeout, named) in Refused)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(
                () => OfferAsync(vendor, wave, status, answered, timeout));
            Assert.Equal(named, refused.ConstraintName);
        }
    }

    [Fact]
    public async Task A_vendor_finds_his_open_offers_in_every_account_and_nobody_elses()
    {
        await OfferAsync(Vendor, 1, "offered", "null", "1 minute");
        await OfferAsync(Other, 1, "declined", "now()", "1 minute");
        var reader = new OfferReader(Host.Database);
        Assert.Empty((await reader.OpenAsync(Guid.Parse(Vendor), 50, default)).Value);
        Assert.Null(await reader.AccountOfferingAsync(Guid.Parse(Vendor), Guid.Parse(Order), default));

        await JoinAsync(Vendor);
        await JoinAsync(Other);
        var open = await reader.OpenAsync(Guid.Parse(Vendor), 50, default);

        Assert.Equal(new OrderName(Guid.Parse(Account), Guid.Parse(Order)), Assert.Single(open.Value));
        Assert.Empty((await reader.OpenAsync(Guid.Parse(Other), 50, default)).Value);
        Assert.Equal(
            Guid.Parse(Account), await reader.AccountOfferingAsync(Guid.Parse(Other), Guid.Parse(Order), default));
        Assert.Null(await reader.AccountOfferingAsync(Guid.Parse(Vendor), Guid.NewGuid(), default));
    }

    // On the account's roster, with its invitation accepted.
    private Task JoinAsync(string vendor) => ExecuteAsync(
        $$"""
        insert into account_vendors (key, account_id, version, state, vendor_id, name, status, accepted_at)
        values (replace('{{Account}}/{{vendor}}', '-', ''), '{{Account}}', 1, '{}', '{{vendor}}', 'Vera', 'approved',
                now())
        """);

    private Task OfferAsync(string vendor, int wave, string status, string answered, string timeout) => ExecuteAsync(
        $$"""
        insert into order_offers (account_id, order_id, vendor_id, wave, status, vendor_name, score, score_terms,
                                  offered_at, expires_at, answered_at)
        values ('{{Account}}', '{{Order}}', '{{vendor}}', {{wave}}, '{{status}}', 'Vera', 0, '{}',
                now(), now() + '{{timeout}}'::interval, {{answered}})
        """);
}
