using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Webhooks;

/// <summary>The first case is the published one of the Standard Webhooks specification; the others were computed with Python's hmac.</summary>
public sealed class WebhookSignatureTests
{
    private const string Ours = "whsec_cG9ydGFsLXRlc3Qtc2VjcmV0LW9mLTMyLWJ5dGVzISE=";

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}""", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Ours, "019a0000-0000-7000-8000-000000000001", 1772443800, """{"data":{"text":"Grüße, 世界 🌍"},"id":"1"}""", "v1,FPf7DJ/fyGf1lVTk50kmIHAcrixtXG/WQlhKgXISrm4=")]
    [InlineData(Ours, "019a0000-0000-7000-8000-000000000001", 1772443801, "", "v1,8LVJ/E2tM9TxuHIXnkRG2IkJJ/mUvGfV2OjfnPjf9Us=")]
    public void Sign_IsWhatOthersCompute(string secret, string id, long seconds, string body, string signature) =>
        Assert.Equal(signature, WebhookSignature.Sign(secret, id, DateTimeOffset.FromUnixTimeSeconds(seconds), body));

    [Fact]
    public void NewSecret_IsLongAndNeverTheSame()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => WebhookSignature.NewSecret()).ToList();

        Assert.Equal(100, secrets.Distinct(StringComparer.Ordinal).Count());
        Assert.All(secrets, secret => Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length));
    }
}
