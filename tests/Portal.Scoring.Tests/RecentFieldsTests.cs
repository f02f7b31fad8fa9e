using System.Text;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Tests;

public sealed class RecentFieldsTests
{
    /// <summary>More different fields than there is room for, of lengths around eight bytes, alike but for one byte.</summary>
    [Fact]
    public void TryFind_AnyField_GivesWhatWasKeptForItOrNothing()
    {
        var random = new Random(13);
        var recent = new RecentFields<string>();
        var found = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var text = new string('a', random.Next(30)) + (char)('a' + random.Next(3)) + new string('\0', random.Next(3));
            text += random.Next(20) == 0 ? new string('b', 70) : "";
            var field = Encoding.UTF8.GetBytes(text);
            var head = BitConverter.ToUInt64([.. field, .. new byte[8]]);
            if (recent.TryFind(field, head, out var meaning))
            {
                Assert.Equal(text, meaning);
                found++;
            }
            else
            {
                recent.Keep(field, head, text);
            }
        }

        Assert.InRange(found, 20_000, 200_000);
    }

    [Theory]
    [InlineData("", "\0")]
    [InlineData("a", "a\0")]
    [InlineData("abcdefg", "abcdefgh")]
    [InlineData("yes", "no")]
    public void KeyOf_DifferentShortFields_Differs(string one, string other) =>
        Assert.NotEqual(CsvColumn.KeyOf(Encoding.UTF8.GetBytes(one)), CsvColumn.KeyOf(Encoding.UTF8.GetBytes(other)));
}
