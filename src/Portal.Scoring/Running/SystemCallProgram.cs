using System.Runtime.InteropServices;

namespace Portal.Scoring.Running;

/// <summary>Writes the kernel's small program (classic BPF) that is asked at each system call. Pure.</summary>
internal static class SystemCallProgram
{
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnySet = 0x45;
    private const ushort Answer = 0x06;

    private const uint Allow = 0x7FFF0000;
    private const uint Kill = 0x80000000;
    private const uint NotPermitted = 0x00050000 | 1;
    private const uint NotThere = 0x00050000 | 38;

    private const uint Number = 0;
    private const uint Architecture = 4;
    private const uint FirstArgument = 16;
    private const uint NewThread = 0x00010000;

    /// <summary>Numbers from here on belong to another way of calling, which no program of ours uses.</summary>
    private const uint OtherWay = 0x40000000;

    /// <param name="numbers">Of this processor.</param>
    /// <param name="ownId">The one process that may be sent a signal.</param>
    public static Instruction[] Make(SystemCallNumbers numbers, int ownId)
    {
        var program = new List<Instruction>
        {
            new(Load, 0, 0, Architecture),
            new(JumpIfEqual, 1, 0, numbers.Mark),
            new(Answer, 0, 0, Kill),
            new(Load, 0, 0, Number),
            new(JumpIfAtLeast, 0, 1, OtherWay),
            new(Answer, 0, 0, NotPermitted),
        };
        foreach (var forbidden in numbers.Forbidden)
        {
            program.Add(new(JumpIfEqual, 0, 1, forbidden));
            program.Add(new(Answer, 0, 0, NotPermitted));
        }

        // The C library then falls back to clone, whose flags can be read.
        program.Add(new(JumpIfEqual, 0, 1, numbers.Thread3));
        program.Add(new(Answer, 0, 0, NotThere));

        program.AddRange(Only(numbers.Thread, JumpIfAnySet, NewThread));
        program.AddRange(numbers.Signal.SelectMany(signal => Only(signal, JumpIfEqual, (uint)ownId)));
        program.Add(new(Answer, 0, 0, Allow));
        return [.. program];
    }

    /// <summary>A call that is allowed with one kind of first argument only.</summary>
    private static Instruction[] Only(uint number, ushort test, uint wanted) =>
    [
        new(JumpIfEqual, 0, 4, number),
        new(Load, 0, 0, FirstArgument),
        new(test, 0, 1, wanted),
        new(Answer, 0, 0, Allow),
        new(Answer, 0, 0, NotPermitted),
    ];

    /// <summary>One step, as the kernel reads it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);
}
