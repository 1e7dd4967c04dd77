namespace Platform.Http;

/// <summary>Runs the checks of a route's requests before its handler.</summary>
internal static class RequestChecks
{
    /// <summary>For a whole group: a handler's <see cref="IChecked"/> parameter is checked, other routes cost
    /// nothing.</summary>
    public static RouteGroupBuilder ChecksRequests(this RouteGroupBuilder group) =>
        group.AddEndpointFilterFactory((factory, next) =>
        {
            var checkedAt = factory.MethodInfo.GetParameters()
                .Index()
                .Where(parameter => typeof(IChecked).IsAssignableFrom(parameter.Item.ParameterType))
                .Select(parameter => parameter.Index)
                .ToArray();
            return checkedAt.Length == 0 ? next : context => CheckedAsync(checkedAt, context, next);
        });

    private static async ValueTask<object?> CheckedAsync(
        int[] checkedAt, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var errors = new FieldErrors();
        foreach (var index in checkedAt)
            (context.Arguments[index] as IChecked)?.Check(errors);
        return errors.Found.Count == 0 ? await next(context) : Problems.Invalid(errors.Found);
    }
}
