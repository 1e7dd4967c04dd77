using Platform.Http;
using Platform.Images;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>Earlier clients know one picture from before the work and one from after it, each by its address.</summary>
internal static class OlderPictures
{
    /// <summary>The sheet with the addresses of the latest pictures that were sent here; where none was, those that a
    /// client keeps itself stay.</summary>
    public static OrderSheet WithPictures(this OrderSheet sheet, HttpContext http) =>
        sheet.Images.IsEmpty
            ? sheet
            : sheet with
            {
                Order = sheet.Order with
                {
                    BeforeImageUrl = Latest(sheet, ImageKind.Before, http) ?? sheet.Order.BeforeImageUrl,
                    AfterImageUrl = Latest(sheet, ImageKind.After, http) ?? sheet.Order.AfterImageUrl,
                },
            };

    private static string? Latest(OrderSheet sheet, ImageKind kind, HttpContext http) =>
        sheet.Images.FirstOrDefault(image => image.Kind == kind) is { } image
            ? http.RequestServices.GetRequiredService<PublicAddress>().BaseUrl
                + http.RequestServices.GetRequiredService<ImageLinks>().PathOf(image)
            : null;
}
