using System.Text;
using System.Text.Json.Nodes;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Storage;

public sealed class CanonicalJsonTests
{
    // Bit patterns and spellings of RFC 8785, appendix B.
    [Theory]
    [InlineData(0x0000000000000000UL, "0")]
    [InlineData(0x8000000000000000UL, "0")]
    [InlineData(0x0000000000000001UL, "5e-324")]
    [InlineData(0x8000000000000001UL, "-5e-324")]
    [InlineData(0x7fefffffffffffffUL, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000UL, "9007199254740992")]
    [InlineData(0x4430000000000000UL, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5UL, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6UL, "1e+23")]
    [InlineData(0x444b1ae4d6e2ef4eUL, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef50UL, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8cUL, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8dUL, "0.000001")]
    [InlineData(0x41b3de4355555553UL, "333333333.3333332")]
    [InlineData(0xbecbf647612f3696UL, "-0.0000033333333333333333")]
    public void Number_AnyDouble_IsSpelledAsInTheStandard(ulong bits, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Write(JsonValue.Create(BitConverter.UInt64BitsToDouble(bits)))));

    [Fact]
    public void Write_NestedObject_SortsMembersAndDropsSpace()
    {
        var node = JsonNode.Parse("""{ "b": [1, 2.50, true, null], "a": { "z": "é\u20ac\n\u001f\"", "y": -0.0 } }""");

        Assert.Equal("{\"a\":{\"y\":0,\"z\":\"é€\\n\\u001f\\\"\"},\"b\":[1,2.5,true,null]}", Encoding.UTF8.GetString(CanonicalJson.Write(node)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Number_NotFinite_Throws(double value) => Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Write(new JsonObject { ["n"] = 1, ["x"] = JsonValue.Create(value) }));
}
