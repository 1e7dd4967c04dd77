using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;
using Platform.Vendors;

namespace Platform.Images;

/// <summary>Takes a vendor's picture: looked at whole before anything is kept, kept before anything names it.</summary>
internal sealed class ImageUpload(IVendorJobReader jobs, IGrainFactory grains, IBlobStore blobs, ImageLinks links)
{
    /// <summary>Phones shrink their pictures to a tenth of this.</summary>
    public const int BytesMax = 8_000_000;

    public async Task<Results<Created<ImageAnswer>, ProblemHttpResult>> ReceiveAsync(
        Guid orderId, IFormFile? file, string? kind, Caller caller, CommandHeaders headers, HttpContext http)
    {
        var vendorId = caller.VendorId!.Value;
        if (await FindAsync(vendorId, orderId, http.RequestAborted) is not { } order)
            return Problems.NotFound("order");
        if (order.Stage == OrderStage.Cancelled)
            return Problems.Of(409, "order-ended", "The order was cancelled or has expired.");
        if (order.Erasure is not null)
            return PersonErased();
        if (ImageWords.TryRead(kind) is not { } when || file is not { Length: > 0 })
            return Problems.Invalid(Missing(file, kind));
        if (file.Length > BytesMax)
            return Problems.Of(413, "too-large", $"A picture has at most {BytesMax} bytes.");

        var (verdict, picture) = Pictures.Read(await BytesAsync(file, http.RequestAborted));
        if (picture is null)
        {
            return verdict == PictureVerdict.NotAPicture
                ? Problems.Of(415, "not-an-image", "The file is neither a JPEG nor a PNG nor a WebP.")
                : Problems.Invalid("/file", "is a damaged picture, or one that browsers don't show");
        }

        var sha256 = await blobs.PutAsync(picture.Bytes, http.RequestAborted);
        return await AddAsync(order, new NewOrderImage(
            when, picture.ContentType, sha256, picture.Bytes.Length, order.ShopId, vendorId), headers, caller, http);
    }

    private async Task<Results<Created<ImageAnswer>, ProblemHttpResult>> AddAsync(
        Order order, NewOrderImage image, CommandHeaders headers, Caller caller, HttpContext http)
    {
        var request = SHA256.HashData(Encoding.UTF8.GetBytes($"{ImageWords.Of(image.Kind)}/{image.Sha256}"));
        var command = caller.Command($"vendor.add-image/{order.Id:N}", headers) with
        {
            AccountId = order.AccountId,
            Actor = new Actor(ActorKind.Vendor, image.VendorId!.Value.ToString()),
            RequestHash = Convert.ToHexStringLower(request),
        };
        var album = grains.GetGrain<IOrderAlbumGrain>(GrainKey.Of(order.AccountId, order.Id));
        var outcome = await GrainRetry.Once(() => album.Add(image, command));
        if (outcome.IsRefused)
        {
            return outcome.Refusal switch
            {
                AlbumRefusal.KeyReused => Problems.KeyReused(),
                AlbumRefusal.Full => Problems.Of(409, "too-many-images", "The order has all the pictures it can have."),
                AlbumRefusal.PersonErased => PersonErased(),
            };
        }

        http.SetPosition(outcome.Position);
        if (outcome.IsReplayed)
            http.SetReplayed();
        var answer = ImageShapes.Answer(outcome.Image, links);
        return TypedResults.Created(answer.Url, answer);
    }

    private static ProblemHttpResult PersonErased() =>
        Problems.Of(409, "person-erased", "The customer was erased from the order; no picture of their home is kept.");

    // Only the winner's own; anybody else's is 404, like one that never was.
    private async Task<Order?> FindAsync(Guid vendorId, Guid orderId, CancellationToken cancellationToken)
    {
        if (await jobs.FindAccountAsync(vendorId, orderId, cancellationToken) is not { } accountId)
            return null;
        var order = await grains.GetGrain<IOrderGrain>(GrainKey.Of(accountId, orderId)).Find();
        return order?.VendorId == vendorId ? order : null;
    }

    private static FieldError[] Missing(IFormFile? file, string? kind)
    {
        var errors = new List<FieldError>();
        if (file is not { Length: > 0 })
            errors.Add(new("/file", "is required"));
        if (ImageWords.TryRead(kind) is null)
            errors.Add(new("/kind", "must be before or after"));
        return [.. errors];
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
