using System.Security.Cryptography;
using Portal.Core.Costs.Usage.Reading;

namespace Portal.Core.Tests.Costs.Usage;

public sealed class InputFingerprintsTests
{
    private static readonly InputFingerprints s_prints = new(Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());

    private static readonly InputPart s_system = new("gen_ai.system_instructions", "Be brief.");

    private static readonly InputPart s_messages = new("gen_ai.input.messages", """[{"role":"user","content":"Hello"}]""");

    /// <summary>Worked out by hand: each text after its length in four bytes, the key being 0 to 31.</summary>
    [Fact]
    public void Fingerprint_IsTheKeyedHashOfWhatWasAsked()
    {
        byte[] expected = [0, 0, 0, 6, .. "openai"u8, 0, 0, 0, 3, .. "gpt"u8, 0, 0, 0, 4, .. "chat"u8, 0, 0, 0, 13, .. "gen_ai.prompt"u8, 0, 0, 0, 5, .. "Hello"u8];

        Assert.Equal(
            new Guid(HMACSHA256.HashData(Enumerable.Range(0, 32).Select(number => (byte)number).ToArray(), expected).AsSpan(0, 16), bigEndian: true), s_prints.Of("openai", "gpt", "chat", [new("gen_ai.prompt", "Hello")]));
    }

    [Fact]
    public void Fingerprint_IsTheSameInAnyOrder_AndAnotherForAnythingElse()
    {
        var one = s_prints.Of("openai", "gpt", "chat", [s_system, s_messages]);

        Assert.Equal(one, s_prints.Of("openai", "gpt", "chat", [s_messages, s_system]));
        Guid?[] others =
        [
            one, new InputFingerprints(new byte[32]).Of("openai", "gpt", "chat", [s_system, s_messages]), s_prints.Of("azure", "gpt", "chat", [s_system, s_messages]), s_prints.Of("openai", "gpt2", "chat", [s_system, s_messages]),
            s_prints.Of("openai", "gpt", "embeddings", [s_system, s_messages]), s_prints.Of("openai", "gpt", "chat", [s_messages]), s_prints.Of("openai", "gp", "tchat", [s_system, s_messages]),
            s_prints.Of("openai", "gpt", "chat", [s_system with { Text = "Be brief" }, s_messages]), s_prints.Of("openai", "gpt", "chat", [new(InputFingerprints.SentHash, "Be brief.")]),
        ];
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void Fingerprint_OfASentHash_LeavesOutTheRest_AndOfNothingThereIsNone()
    {
        Assert.Equal(s_prints.Of("openai", "gpt", "chat", [new(InputFingerprints.SentHash, "abc")]), s_prints.Of("openai", "gpt", "chat", [s_messages, new(InputFingerprints.SentHash, "abc")]));
        Assert.Null(s_prints.Of("openai", "gpt", "chat", []));
    }

    [Theory]
    [InlineData("gen_ai.prompt", true)]
    [InlineData("gen_ai.prompt.0.content", true)]
    [InlineData("gen_ai.prompt.name", false)]
    [InlineData("gen_ai.prompt.", false)]
    [InlineData("gen_ai.input.messages", true)]
    [InlineData("gen_ai.system_instructions", true)]
    [InlineData("portal.input.hash", true)]
    [InlineData("gen_ai.completion", false)]
    [InlineData("gen_ai.output.messages", false)]
    public void Input_IsReadOnlyWhereFingerprintsAreWanted(string attribute, bool isInput)
    {
        var (read, dropped) = (new ReadAttributes(AttributeNames.Standard, keepsInput: true), new ReadAttributes(AttributeNames.Standard));
        read.Add(attribute, "text");
        dropped.Add(attribute, "text");

        Assert.Equal(isInput, read.Wants(attribute));
        Assert.Equal(isInput ? 1 : 0, read.Input.Count);
        Assert.False(dropped.Wants(attribute));
        Assert.Empty(dropped.Input);
    }
}
