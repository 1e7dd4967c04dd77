using System.Text;
using Platform.Calls.ElevenLabs;

namespace Platform.Calls;

public sealed class ElevenLabsSignatureTests
{
    private const string Secret = "wsec_test";
    private const long Seconds = 1739537297;
    private const string Header =
        "t=1739537297,v0=6e321e2044a124192e73090ae6cd11a39fe97800cc3e4e6361404552a92914b0";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"type":"post_call_transcription","event_timestamp":1739537297,"data":{"conversation_id":"abc"}}""");

    [Fact]
    public void The_published_body_verifies() => Assert.True(Signs(Header, Secret, Body));

    [Fact]
    public void A_body_that_comes_in_pieces_verifies()
    {
        var signature = ElevenLabsSignature.Parse(Header)!;
        using var hash = signature.Start(Secret);
        foreach (var chunk in Body.Chunk(7))
            hash.AppendData(chunk);

        Assert.True(signature.Matches(hash));
    }

    [Fact]
    public void No_flipped_bit_of_body_or_hash_verifies()
    {
        for (var bit = 0; bit < Body.Length * 8; bit++)
        {
            var altered = Body.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Signs(Header, Secret, altered));
        }

        for (var at = Header.IndexOf("v0=", StringComparison.Ordinal) + 3; at < Header.Length; at++)
        {
            var other = Header[at] == '0' ? '1' : '0';
            Assert.False(Signs(Header[..at] + other + Header[(at + 1)..], Secret, Body));
        }
    }

    [Fact]
    public void The_time_is_part_of_what_is_signed()
    {
        Assert.False(Signs(Header.Replace("1739537297", "1739537298", StringComparison.Ordinal), Secret, Body));
        Assert.False(Signs(Header, "wsec_other", Body));
        Assert.True(Signs(OwnSigner.ElevenLabs("another", Seconds, Body), "another", Body));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1800, true)]
    [InlineData(1801, false)]
    [InlineData(-1800, true)]
    [InlineData(-1801, false)]
    public void It_is_good_for_thirty_minutes_either_way(int secondsLater, bool timely)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(Seconds + secondsLater);

        Assert.Equal(timely, ElevenLabsSignature.Parse(Header)!.IsTimely(now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=1739537297")]
    [InlineData("v0=6e321e2044a124192e73090ae6cd11a39fe97800cc3e4e6361404552a92914b0")]
    [InlineData("t=-1,v0=6e321e2044a124192e73090ae6cd11a39fe97800cc3e4e6361404552a92914b0")]
    [InlineData("t=99999999999999,v0=6e321e2044a124192e73090ae6cd11a39fe97800cc3e4e6361404552a92914b0")]
    [InlineData("t=1739537297,v0=6e32")]
    [InlineData("t=1739537297,v0=zz321e2044a124192e73090ae6cd11a39fe97800cc3e4e6361404552a92914b0")]
    public void What_is_no_signature_is_refused(string header) => Assert.Null(ElevenLabsSignature.Parse(header));

    private static bool Signs(string header, string secret, byte[] body)
    {
        if (ElevenLabsSignature.Parse(header) is not { } signature)
            return false;

        using var hash = signature.Start(secret);
        hash.AppendData(body);
        return signature.Matches(hash);
    }
}
