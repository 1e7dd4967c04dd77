using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Erasures;
using Platform.Ids;
using Platform.Orders;
using Platform.Stock;

namespace Platform.Images;

public sealed class LatePictureTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // As it could come when an erased order still took pictures.
    [Fact]
    public async Task A_picture_that_came_after_an_erasure_goes_with_the_next_one()
    {
        var order = await api.Owner.PlaceAsync();
        await EraseAsync(api.Owner);
        await api.StopAsync();
        await api.ScalarAsync<string>(
            $$"""
            update order_albums
               set state = state || '{"is_closed": false, "images": [{"no": 1, "kind": "after", "content_type":
                       "image/png", "sha256": "{{new string('c', 64)}}", "at": "2026-03-04T12:00:00Z"}]}'
             where order_id = '{{order["id"]}}'
            returning key
            """);
        api.Start();
        using var owner = await api.SignInAsync(ApiFixture.OwnerEmail);
        Assert.Single((await Album().Find()).Value);

        await EraseAsync(owner);

        Assert.Empty((await Album().Find()).Value);

        async Task EraseAsync(HttpClient client)
        {
            await (await client.CreateAsync($"{OrderCases.PathOf(order)}/erase-person", new { reason = "She asked" }))
                .JsonAsync(200);
            await Erasing.IsDoneAsync(client, OrderCases.PathOf(order));
        }

        IOrderAlbumGrain Album() => api.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IOrderAlbumGrain>(GrainKey.Of(api.AccountId, order["id"]!.GetValue<Guid>()));
    }
}
