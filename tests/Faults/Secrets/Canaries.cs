using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>F32. Words that stand nowhere else are sent wherever a person or a secret can be, on every route, in every
/// form that a client may get wrong, also while the database is gone and where a stored state is torn.</summary>
internal static class Canaries
{
    private const int AtOnce = 8;
    private const string Phone = "2125557391";

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial, new(
            IsThroughProxy: true,
            Settings: new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Information" }));
        var http = scene.Platform.Http;
        var words = new Words();
        words.Add(PlatformProcess.AdminPassword);
        words.Add(http.DefaultRequestHeaders.Authorization!.Parameter!);
        words.Add(Phone);
        var routes = Route.All((await http.AskAsync(HttpMethod.Get, "/openapi/v1.json")).Expect(200)).ToArray();
        var promises = new Promises();
        var asked = 0;

        var order = (await http.CreateAsync("/api/v1/orders", Person(words))).Expect(201);
        await AskAllAsync();
        await SecretsAsync(scene, http, words);
        // A state that cannot be read: what breaks then is logged with its trace.
        await scene.Platform.StopAsync();
        await scene.Ledger.SpoilAsync(
            $"update orders set state = jsonb_build_object('torn', '{words.New()}') where order_id = '{order["id"]}'");
        await scene.Platform.StartAsync();
        await HearAsync(() => http.AskAsync(HttpMethod.Get, $"/api/v1/orders/{order["id"]}"));
        // A database that is gone: every route fails in its own way.
        scene.Line.Break();
        await AskAllAsync(Form.Rounds(shortForm: 12, longForm: routes.Length));
        scene.Line.Heal();
        await Asking.UntilAnsweredAsync(() => http.CreateAsync("/api/v1/orders", Person(words), "the-last"));

        var figures = "";
        foreach (var path in (string[])["/metrics", "/metrics/prometheus", "/health"])
            figures += (await http.AskAsync(HttpMethod.Get, path)).Text;
        await scene.Platform.StopAsync();
        var events = string.Join('\n', await scene.Ledger.ColumnAsync("select e::text from events e"));
        return promises
            .Keep(scene.Platform.Log.Contains("trace", StringComparison.OrdinalIgnoreCase), "nothing was logged")
            .None(words.In(scene.Platform.Log), "stand in the log")
            .None(words.In(figures), "stand in the metrics")
            .None(words.In(events), "stand in the log of events")
            .Keep(routes.Length > 60, $"only {routes.Length} routes were found")
            .After(
                words.Count,
                $"{words.Count} words in {asked} requests to {routes.Length} routes, whole, torn, refused, and while "
                + $"the database was gone: 0 in {scene.Platform.Log.Length / 1024} kB of log, in the metrics, in "
                + "problems or in the log of events");

        Task AskAllAsync(int most = int.MaxValue) => Parallel.ForEachAsync(
            routes.Where(route => !route.Path.Contains("/auth/sign-out", StringComparison.Ordinal)).Take(most),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (route, _) => await AskAsync(route));

        async Task AskAsync(Route route)
        {
            var at = route.At(words.New());
            var wanted = $"{at}?q={words.New()}&status={words.New()}&cursor={words.New()}";
            await HearAsync(() => SendAsync(wanted, Spoken()));
            if (route.Body is null)
                return;
            await HearAsync(() => SendAsync(route.At(Guid.NewGuid().ToString()), Spoken()));
            await HearAsync(() => SendAsync(at, $"{{\"name\": \"{words.New()}"));

            string? Spoken() => route.Body is null ? null : Filled(route.Body, words).ToJsonString();

            Task<Answer> SendAsync(string path, string? body)
            {
                var request = new HttpRequestMessage(route.Method, path);
                if (body is not null)
                    request.Content = new StringContent(body, mediaType: new("application/json"));
                request.Headers.TryAddWithoutValidation("Idempotency-Key", words.New());
                request.Headers.TryAddWithoutValidation("If-Match", $"\"{words.New()}\"");
                request.Headers.TryAddWithoutValidation("User-Agent", words.New());
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", words.New());
                return http.ReadAsync(request);
            }
        }

        // Who is told that something went wrong must not be told what he, or somebody else, had sent.
        async Task HearAsync(Func<Task<Answer>> ask)
        {
            var answer = await Asking.TryAsync(ask);
            lock (promises)
            {
                asked++;
                if (answer.Status >= 400)
                    promises.None(words.In(answer.Text), $"came back in {answer.Text}");
            }
        }
    }

    private static object Person(Words words) => new
    {
        kind = "service",
        customer = new { name = words.New(), phone = "+1" + Phone, email = $"{words.New()}@canary.test" },
        address = new { line1 = words.New(), city = words.New() },
        service_label = "AC Repair",
        description = words.New(),
        customer_notes = words.New(),
        internal_notes = words.New(),
        estimated_value = 250,
    };

    // What proves who somebody is, wrong and right.
    private static async Task SecretsAsync(Scene scene, HttpClient http, Words words)
    {
        await http.AskAsync(
            HttpMethod.Post, "/api/v1/auth/sign-in", new { email = $"{words.New()}@x.test", password = words.New() });
        var key = (await http.CreateAsync(
            "/api/v1/api-keys", new { name = words.New(), scopes = new[] { "orders:read" } })).Expect(201);
        words.Add(key["secret"]!.ToString());
        using var machine = new HttpClient { BaseAddress = scene.Platform.Address };
        machine.DefaultRequestHeaders.Authorization = new("Bearer", key["secret"]!.ToString());
        (await machine.AskAsync(HttpMethod.Get, $"/api/v1/orders?q={words.New()}")).ExpectText(200);
        machine.DefaultRequestHeaders.Authorization = new("Bearer", words.New());
        (await machine.AskAsync(HttpMethod.Get, "/api/v1/orders")).ExpectText(401);
        var phone = await Telephone.InstallAsync(scene, http, "+12125550100");
        words.Add(phone.Token);
        var form = phone.Form(Telephone.NewCallSid(), "ringing");
        form = [.. form.Where(pair => pair.Name != "From"), ("From", "+1" + Phone), ("CallerName", words.New())];
        (await phone.PostAsync(Telephone.Voice, form)).ExpectText(200);
        (await phone.SendAsync(Telephone.Voice, form, words.New())).ExpectText(403);
    }

    // The example of a body with a word in the place of every text.
    private static JsonNode Filled(JsonNode example, Words words)
    {
        switch (example)
        {
            case JsonObject one:
                var filled = new JsonObject();
                foreach (var (name, value) in one)
                    filled[name] = value is null ? null : Filled(value, words);
                return filled;
            case JsonArray many:
                return new JsonArray([.. many.Select(value => value is null ? null : Filled(value, words))]);
            default:
                return example.GetValueKind() == System.Text.Json.JsonValueKind.String
                    ? JsonValue.Create(words.New())
                    : example.DeepClone();
        }
    }

    private sealed class Words
    {
        private const string Kind = "Quentinella";

        private readonly ConcurrentBag<string> _words = [];
        private readonly ConcurrentBag<string> _others = [];
        private int _number;

        public int Count => _words.Count + _others.Count;

        /// <summary>A word that was never said.</summary>
        public string New()
        {
            var word = $"{Kind}{Interlocked.Increment(ref _number):D6}";
            _words.Add(word);
            return word;
        }

        public void Add(string word) => _others.Add(word);

        /// <summary>Those that stand in a text.</summary>
        public IReadOnlyList<string> In(string text)
        {
            var words = text.Contains(Kind, StringComparison.OrdinalIgnoreCase) ? _words.Concat(_others) : _others;
            return [.. words.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))];
        }
    }
}
