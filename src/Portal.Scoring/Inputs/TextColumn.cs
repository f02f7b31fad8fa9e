using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>A column of texts. They live in one tensor of the runtime for as long as the batch does, and only a row whose text
/// differs from what the batch held there before is written: a call into the runtime costs more than reading the field.</summary>
internal sealed class TextColumn(ModelValue input, int column, int rows, UnseenCategories unseen) : InputTensor(input)
{
    private readonly RecentFields<Category> _recent = new();
    private readonly int[] _written = new int[rows];
    private int _codes;
    private OrtValue? _texts;

    public override OrtValue Whole => _texts ??= OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, Shape(rows));

    public override int Take(int row, int count, CsvReader table)
    {
        var fields = table.Column(column);
        var written = _written.AsSpan(row, count);
        for (var i = 0; i < written.Length; i++)
        {
            var field = fields[i];
            var head = fields.Head(i);
            if (!_recent.TryFind(field, head, out var category))
            {
                category = new Category(checked(++_codes), unseen.Knows(field));
                _recent.Keep(field, head, category);
            }

            if (!category.IsKnown)
            {
                unseen.Add(field);
            }

            if (written[i] != category.Code)
            {
                Whole.StringTensorSetElementAt(field, row + i);
                written[i] = category.Code;
            }
        }

        return None;
    }

    public override RefusedException Refusal(int row, long number, CsvReader table) =>
        throw new InvalidOperationException("Every text can be used.");

    public override OrtValue View(int start, int rows)
    {
        var part = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, Shape(rows));
        for (var row = 0; row < rows; row++)
        {
            part.StringTensorSetElementAt(Whole.GetStringElementAsSpan(start + row), row);
        }

        return part;
    }

    /// <param name="Code">A number that stands for this text and for no other one.</param>
    /// <param name="IsKnown">Whether the model's encoding knows it.</param>
    private readonly record struct Category(int Code, bool IsKnown);
}
