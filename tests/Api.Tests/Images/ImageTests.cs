using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Api;
using Platform.Calls;
using Platform.Commits;
using Platform.Erasures;
using Platform.Ids;
using Platform.Orders;
using Platform.Vendors;

namespace Platform.Images;

public sealed class ImageTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly byte[] Photo =
        SamplePictures.JpegWith(0xe1, SamplePictures.Exif(1, "GPS 40.7128N"u8));

    private string Blobs => Path.Combine(api.DataDirectory, "blobs");

    [Fact]
    public async Task A_photo_of_the_vendor_is_seen_by_him_by_the_staff_and_at_the_end_by_the_customer()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());

        await (await SendAsync(vera, order, Photo, "before")).JsonAsync(201);
        var sent = await (await SendAsync(vera, order, SamplePictures.Png, "after", type: "image/gif")).JsonAsync(201);

        Assert.Equal(("after", "image/png", 2), (
            Text(sent, "kind"), Text(sent, "content_type"), sent["no"]!.GetValue<int>()));
        var job = Assert.Single(await vera.JobsAsync())!;
        Assert.Equal(["after", "before"], job["images"]!.AsArray().Select(image => Text(image!, "kind")));
        var staffs = await (await api.Staff.GetAsync($"{OrderCases.PathOf(order)}/images")).JsonAsync(200);
        Assert.Equal(
            job["images"]!.AsArray().Select(image => Text(image!, "url")),
            staffs["items"]!.AsArray().Select(image => Text(image!, "url")));

        using var picture = await api.Stranger.GetAsync(Text(job["images"]![1]!, "url"));
        Assert.Equal(SamplePictures.Jpeg, await picture.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());

        Assert.Equal("[]", (await TrackAsync(order))["images"]!.ToJsonString());
        await api.Owner.MovedAsync(order, "processing", "completed");
        Assert.Equal(["after"], (await TrackAsync(order))["images"]!.AsArray().Select(image => Text(image!, "kind")));
    }

    [Fact]
    public async Task The_same_photo_again_is_one_and_another_under_its_key_is_refused()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        var key = Guid.NewGuid().ToString();

        var first = await (await SendAsync(vera, order, Photo, "before", key)).JsonAsync(201);
        var again = await SendAsync(vera, order, Photo, "before", key);

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(first["no"]!.ToJsonString(), (await again.JsonAsync(201))["no"]!.ToJsonString());
        await (await SendAsync(vera, order, SamplePictures.WebP, "before", key))
            .ProblemAsync(422, "idempotency-key-reused");
        Assert.Single((await vera.JobsAsync())[0]!["images"]!.AsArray());
    }

    [Fact]
    public async Task Bad_input_is_named_and_leaves_nothing_behind()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        using var otto = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        var files = Files();

        await (await SendAsync(vera, order, "<svg/>"u8.ToArray(), "before", type: "image/png"))
            .ProblemAsync(415, "not-an-image");
        var cut = await (await SendAsync(vera, order, Photo[..^20], "before")).ProblemAsync(422, "validation-failed");
        Assert.Equal(["/file"], cut.Pointers());
        var wrong = await (await SendAsync(vera, order, null, "later")).ProblemAsync(422, "validation-failed");
        Assert.Equal(["/file", "/kind"], wrong.Pointers());
        await (await SendAsync(vera, order, new byte[8_000_001], "before")).ProblemAsync(413, "too-large");
        await (await SendAsync(vera, order, new byte[9_000_000], "before")).ProblemAsync(413, "too-large");
        await (await SendAsync(otto, order, Photo, "before")).ProblemAsync(404, "not-found");
        var json = await vera.Client.CreateAsync(
            $"/api/v1/vendor/orders/{order["id"]}/images", new { kind = "before" });
        await json.ProblemAsync(415, "wrong-content-type");
        order = await api.Owner.MovedAsync(order, "cancelled");
        await (await SendAsync(vera, order, Photo, "before")).ProblemAsync(409, "order-ended");

        Assert.Equal(files, Files());
        Assert.Empty((await vera.JobsAsync())[0]!["images"]!.AsArray());
    }

    [Fact]
    public async Task An_order_keeps_twenty_pictures()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        for (var i = 0; i < 20; i++)
            await (await SendAsync(vera, order, i % 2 == 0 ? Photo : SamplePictures.Png, "before")).JsonAsync(201);

        await (await SendAsync(vera, order, Photo, "before")).ProblemAsync(409, "too-many-images");
    }

    [Fact]
    public async Task With_the_person_the_pictures_of_her_home_go_and_nothing_names_their_files_any_more()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        var only = SamplePictures.JpegWith(0xe1, SamplePictures.Exif(3, "GPS"u8)); // No other test sends these bytes.
        await (await SendAsync(vera, order, only, "before")).JsonAsync(201);
        await api.Owner.MovedAsync(order, "processing", "completed");

        await (await EraseAsync(api.Owner, order)).JsonAsync(200);

        await Eventually.Async(async () =>
        {
            var staffs = await (await api.Staff.GetAsync($"{OrderCases.PathOf(order)}/images")).JsonAsync(200);
            Assert.Empty(staffs["items"]!.AsArray());
            Assert.Empty((await vera.JobsAsync())[0]!["images"]!.AsArray());
        });
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Pictures.Read(only).Picture!.Bytes));
        await using var named = source.CreateCommand(
            $"select (select count(*) from order_images where sha256 = '{sha256}')"
            + $" + (select count(*) from order_albums where state::text like '%{sha256}%')");
        Assert.Equal(0L, await named.ExecuteScalarAsync());
    }

    [Fact]
    public async Task An_order_whose_person_was_erased_takes_no_picture_of_her_home()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        await api.Owner.MovedAsync(order, "processing");
        await (await EraseAsync(api.Owner, order)).JsonAsync(200);
        await Erasing.IsDoneAsync(api.Owner, OrderCases.PathOf(order));

        await (await SendAsync(vera, order, Photo, "after")).ProblemAsync(409, "person-erased");

        // Who read the order before it was erased is refused, too.
        var late = await Album(order).Add(
            new(ImageKind.After, "image/png", new('b', 64), 10, null, null),
            new Command(api.AccountId, Actor.System, "images.add"));
        Assert.Equal(AlbumRefusal.PersonErased, late.Refusal);
    }

    [Fact]
    public async Task A_link_that_was_altered_opens_nothing()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        var order = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        var url = Text(await (await SendAsync(vera, order, Photo, "before")).JsonAsync(201), "url")!;
        var token = Text(order, "tracking_url")!.Split('/')[^1];

        foreach (var forged in new[] { url[..^3] + (url[^3] == 'A' ? "BBB" : "AAA"), $"/api/v1/images/{token}" })
            await (await api.Stranger.GetAsync(forged)).ProblemAsync(404, "not-found");
        Assert.Equal(HttpStatusCode.OK, (await api.Stranger.GetAsync(url)).StatusCode);
    }

    private static Task<HttpResponseMessage> EraseAsync(HttpClient owner, JsonNode order) =>
        owner.CreateAsync($"{OrderCases.PathOf(order)}/erase-person", new { reason = "She asked" });

    private IOrderAlbumGrain Album(JsonNode order) => api.Services.GetRequiredService<IGrainFactory>()
        .GetGrain<IOrderAlbumGrain>(GrainKey.Of(api.AccountId, order["id"]!.GetValue<Guid>()));

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    private static async Task<HttpResponseMessage> SendAsync(
        Winner vendor, JsonNode order, byte[]? bytes, string kind, string? key = null, string type = "image/jpeg")
    {
        using var form = new MultipartFormDataContent { { new StringContent(kind), "kind" } };
        if (bytes is not null)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue(type);
            form.Add(file, "file", "../../etc/passwd");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/vendor/orders/{order["id"]}/images");
        request.Content = form;
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await vendor.Client.SendAsync(request);
    }

    private async Task<JsonNode> TrackAsync(JsonNode order) =>
        await (await api.Stranger.GetAsync($"/api/v1/track/-?token={Text(order, "tracking_url")!.Split('/')[^1]}"))
            .JsonAsync(200);

    private IReadOnlyList<string> Files() =>
        Directory.Exists(Blobs) ? [.. Directory.EnumerateFiles(Blobs, "*", SearchOption.AllDirectories).Order()] : [];
}
