using Platform.Api;
using Platform.Calls;

namespace Platform.Shops;

public sealed class ShopTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly object Acme = new
    {
        name = "Acme",
        timezone = "America/New_York",
        currency = "USD",
        greeting = "Hello",
        service_area = new { latitude = 40.7, longitude = -73.9, radius_km = 25, postal_codes = new[] { "11201" } },
        services = new[]
        {
            new { category = "repairs", label = "AC Repair", aliases = new[] { "AC" }, base_price = 99.5 },
        },
        hours = new[] { new { day = "monday", opens = "08:00", closes = "17:30" } },
    };

    [Fact]
    public async Task A_shop_is_answered_as_it_was_set_up()
    {
        var made = await (await api.Owner.CreateAsync("/api/v1/shops", Acme)).JsonAsync(201);
        var shop = await (await api.Owner.GetAsync($"/api/v1/shops/{made["id"]}")).JsonAsync(200);

        Assert.Equal(made.ToJsonString(), shop.ToJsonString());
        Assert.Equal(("Acme", "America/New_York", "USD", "Hello", 1), (
            shop["name"]!.GetValue<string>(), shop["timezone"]!.GetValue<string>(),
            shop["currency"]!.GetValue<string>(), shop["greeting"]!.GetValue<string>(),
            shop["version"]!.GetValue<int>()));
        Assert.Equal((99.5m, 9950L), (
            shop["services"]![0]!["base_price"]!.GetValue<decimal>(),
            shop["services"]![0]!["base_price_minor"]!.GetValue<long>()));
        Assert.Equal("08:00", shop["hours"]![0]!["opens"]!.GetValue<string>());
        Assert.Equal("11201", shop["service_area"]!["postal_codes"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("USD", 29.99, 2999)]
    [InlineData("JPY", 500, 500)]
    public async Task Goods_and_towns_are_kept_and_priced_in_the_shops_currency(
        string currency, double price, long minor)
    {
        var item = Guid.NewGuid();
        var made = await (await api.Owner.CreateAsync("/api/v1/shops", new
        {
            name = "Green Corner",
            timezone = "UTC",
            currency,
            goods = new[]
            {
                new { name = " Garden Hose ", aliases = new[] { "hose" }, unit_price = price, item_id = item },
            },
            towns = new[] { "Brooklyn", " Yonkers", "brooklyn" },
        })).JsonAsync(201);

        var goods = Assert.Single(made["goods"]!.AsArray())!;
        Assert.Equal(("Garden Hose", (decimal)price, minor, item), (
            goods["name"]!.GetValue<string>(), goods["unit_price"]!.GetValue<decimal>(),
            goods["unit_price_minor"]!.GetValue<long>(), goods["item_id"]!.GetValue<Guid>()));
        Assert.Equal("""["Brooklyn","Yonkers"]""", made["towns"]!.ToJsonString());
        var renamed = await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/shops/{made["id"]}", new { name = "B" }, ("If-Match", "\"1\""))).JsonAsync(200);
        Assert.Equal(made["goods"]!.ToJsonString(), renamed["goods"]!.ToJsonString());
        var emptied = await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/shops/{made["id"]}", new { goods = Array.Empty<object>() },
            ("If-Match", "\"2\""))).JsonAsync(200);
        Assert.Empty(emptied["goods"]!.AsArray());
    }

    [Fact]
    public async Task A_change_that_is_sent_again_after_a_lost_answer_is_answered_and_done_once()
    {
        var made = await (await api.Owner.CreateAsync("/api/v1/shops", Acme)).JsonAsync(201);
        (string, string)[] headers = [("If-Match", "\"1\""), ("Idempotency-Key", Guid.NewGuid().ToString())];
        var path = $"/api/v1/shops/{made["id"]}";
        await (await api.Owner.SendAsync(HttpMethod.Patch, path, new { name = "B" }, headers)).JsonAsync(200);

        var again = await api.Owner.SendAsync(HttpMethod.Patch, path, new { name = "B" }, headers);
        var other = await api.Owner.SendAsync(HttpMethod.Patch, path, new { name = "C" }, headers);

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(2, (await again.JsonAsync(200))["version"]!.GetValue<int>());
        await other.ProblemAsync(422, "idempotency-key-reused");
        await (await api.Owner.SendAsync(HttpMethod.Patch, path, new { name = "C" }, ("If-Match", "\"1\"")))
            .ProblemAsync(412, "version-differs");
        Assert.Equal("B", (await (await api.Owner.GetAsync(path)).JsonAsync(200))["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_wrong_part_of_the_goods_is_named()
    {
        var answer = await api.Owner.CreateAsync("/api/v1/shops", new
        {
            name = "Green Corner",
            timezone = "UTC",
            goods = new object[]
            {
                new { name = "Hose", unit_price = 1 },
                new { name = " ", unit_price = -1, aliases = new[] { "" } },
                new { name = "hose", unit_price = 1 },
            },
            towns = new[] { "" },
        });

        Assert.Equal(
            ["/goods/1/aliases/0", "/goods/1/name", "/goods/1/unit_price", "/goods/2/name", "/towns/0"],
            (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task The_same_key_makes_one_shop_and_another_body_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        var first = await (await api.Owner.CreateAsync("/api/v1/shops", Acme, key)).JsonAsync(201);
        var again = await api.Owner.CreateAsync("/api/v1/shops", Acme, key);

        Assert.Equal(first["id"]!.GetValue<string>(), (await again.JsonAsync(201))["id"]!.GetValue<string>());
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        var other = await api.Owner.CreateAsync("/api/v1/shops", new { name = "B", timezone = "UTC" }, key);
        await other.ProblemAsync(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        var shop = await (await api.Owner.CreateAsync("/api/v1/shops", Acme)).JsonAsync(201);
        var path = $"/api/v1/shops/{shop["id"]}";

        await (await api.Owner.SendAsync(HttpMethod.Patch, path, new { name = "B" }))
            .ProblemAsync(428, "if-match-missing");
        var changed = await api.Owner.SendAsync(HttpMethod.Patch, path, new { name = "B" }, ("If-Match", "\"1\""));
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
        var body = await changed.JsonAsync(200);
        Assert.Equal(("B", "Hello"), (body["name"]!.GetValue<string>(), body["greeting"]!.GetValue<string>()));
        await (await api.Owner.SendAsync(HttpMethod.Patch, path, new { name = "C" }, ("If-Match", "\"1\"")))
            .ProblemAsync(412, "version-differs");
    }

    [Fact]
    public async Task A_number_rings_in_one_shop_of_the_platform()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var theirs = await (await api.Foreign.CreateAsync("/api/v1/shops", Acme)).JsonAsync(201);
        var numbers = $"/api/v1/shops/{theirs["id"]}/numbers";
        var body = new { phone_number = line.Number };

        await (await api.Foreign.CreateAsync(numbers, body)).ProblemAsync(409, "number-taken");
        var freed = await api.Owner.DeleteAsync($"/api/v1/shops/{line.Shop["id"]}/numbers/{line.Number}");
        Assert.Empty((await freed.JsonAsync(200))["phone_numbers"]!.AsArray());
        var taken = await (await api.Foreign.CreateAsync(numbers, body)).JsonAsync(201);
        Assert.Equal(line.Number, taken["phone_numbers"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_legacy_location_id_is_one_shops_of_its_account()
    {
        object Shop(string name) => new { name, timezone = "UTC", legacy_location_id = 4711 };
        await (await api.Owner.CreateAsync("/api/v1/shops", Shop("A"))).JsonAsync(201);

        await (await api.Owner.CreateAsync("/api/v1/shops", Shop("B"))).ProblemAsync(409, "location-id-taken");
        await (await api.Foreign.CreateAsync("/api/v1/shops", Shop("C"))).JsonAsync(201);
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        var answer = await api.Owner.CreateAsync("/api/v1/shops", new
        {
            name = " ",
            timezone = "Mars/Olympus",
            currency = "dollars",
            service_area = new { latitude = 91, longitude = 0 },
            services = new[] { new { category = "repairs", label = "", base_price = -1 } },
            hours = new[] { new { day = "someday", opens = "25:00", closes = "x" } },
        });

        Assert.Equal(
            [
                "/currency", "/hours/0/closes", "/hours/0/day", "/hours/0/opens", "/name", "/service_area/latitude",
                "/services/0/base_price", "/services/0/label", "/timezone",
            ],
            (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Theory]
    [InlineData("XXQ")]
    [InlineData("usd")]
    public async Task A_currency_that_does_not_exist_is_refused(string currency)
    {
        var shop = new { name = "Nowhere", timezone = "UTC", currency };

        var made = await api.Owner.CreateAsync("/api/v1/shops", shop);

        Assert.Equal(["/currency"], (await made.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task Two_secrets_are_valid_a_third_is_refused_and_a_removed_one_is_dead()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        object Secret(string secret) => new { provider = "twilio", external_account_id = line.AccountSid, secret };
        await (await api.Owner.CreateAsync("/api/v1/provider-credentials", Secret("second"))).JsonAsync(201);
        await (await api.Owner.CreateAsync("/api/v1/provider-credentials", Secret("third")))
            .ProblemAsync(409, "too-many-credentials");
        var form = line.Form(TestLine.NewCallSid(), "ringing");
        Assert.True((await line.PostAsync("/webhooks/twilio/voice", form)).IsSuccessStatusCode);
        Assert.True((await line.PostAsync("/webhooks/twilio/voice", form, "second")).IsSuccessStatusCode);

        var listed = await (await api.Owner.GetAsync("/api/v1/provider-credentials")).JsonAsync(200);
        Assert.DoesNotContain(line.Token, listed.ToJsonString(), StringComparison.Ordinal);
        var first = listed["items"]!.AsArray()
            .First(one => one!["external_account_id"]!.GetValue<string>() == line.AccountSid)!;
        await api.Owner.DeleteAsync($"/api/v1/provider-credentials/{first["id"]}");

        await (await line.PostAsync("/webhooks/twilio/voice", form)).ProblemAsync(403, "webhook-refused");
        Assert.True((await line.PostAsync("/webhooks/twilio/voice", form, "second")).IsSuccessStatusCode);
    }
}
