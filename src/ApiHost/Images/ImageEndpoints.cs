using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Images;

/// <summary>Pictures of an order: sent by its vendor, seen by him, by the account's people and by the
/// customer.</summary>
internal static class ImageEndpoints
{
    private const int MultipartOverhead = 64 * 1024;

    public static void AddImages(this WebApplicationBuilder builder)
    {
        builder.Services.AddJsonContext(ImageHttpJson.Default);
        builder.Services.AddSingleton<ImageLinks>();
        builder.Services.AddSingleton<ImageUpload>();
    }

    public static void MapImages(this IEndpointRouteBuilder api)
    {
        api.MapPost("/vendor/orders/{orderId:guid}/images", Add).WithTags("Images")
            .RequireAuthorization(Policies.Vendor).CreatesWithKey().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(ImageUpload.BytesMax + MultipartOverhead))
            .WithFormOptions(multipartBodyLengthLimit: ImageUpload.BytesMax + MultipartOverhead)
            .WithExample(response: ImageShapes.Example);
        api.MapGet("/orders/{id}/images", List).WithTags("Images").RequireAuthorization(Policies.OrdersRead)
            .WithExample(response: new ImagesAnswer([ImageShapes.Example]));
        api.MapGet("/images/{link}", Get).WithTags("Images").AllowAnonymous().WithExample();
    }

    private static Task<Results<Created<ImageAnswer>, ProblemHttpResult>> Add(
        Guid orderId, IFormFile? file, [FromForm] string? kind, Caller caller, CommandHeaders headers,
        ImageUpload upload, HttpContext http) =>
        upload.ReceiveAsync(orderId, file, kind, caller, headers, http);

    private static async Task<Results<Ok<ImagesAnswer>, ProblemHttpResult>> List(
        string id, Caller caller, IGrainFactory grains, IOrderReader reader, ImageLinks links, HttpContext http)
    {
        var (_, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        var album = grains.GetGrain<IOrderAlbumGrain>(GrainKey.Of(order.AccountId, order.Id));
        var found = await album.Find();
        http.SetPosition(found.Position);
        return TypedResults.Ok(new ImagesAnswer(ImageShapes.Answer(found.Value, links)));
    }

    private static Results<FileStreamHttpResult, ProblemHttpResult> Get(
        string link, ImageLinks links, IBlobStore blobs, HttpContext http)
    {
        if (links.Read(link) is not var (sha256, contentType) || blobs.Open(sha256) is not { } bytes)
            return Problems.NotFound("picture, or its link is too old");
        var headers = http.Response.Headers;
        headers.CacheControl = "private, max-age=3600, immutable";
        headers.XContentTypeOptions = "nosniff";
        // Whatever hides in a picture, a browser that opens it runs nothing.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Stream(bytes, contentType);
    }
}
