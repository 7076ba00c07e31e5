using System.Globalization;

namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>Messages as lines, without their signatures.</summary>
internal static class MessageText
{
    private const string Nobody = "-";

    public static string Of(Message message) => message switch
    {
        Message.Welcome => "WELCOME",
        Message.Nope nope => $"NOPE {Word.Of(nope.Code)} {Word.Encode(nope.Detail)}",
        Message.Join join => $"JOIN {join.Meeting} {Word.Encode(join.Phase.Name)} {Word.Encode(join.Phase.Subject)} {Word.Encode(join.Note)}",
        Message.Go go => $"GO {go.Meeting} {Word.Encode(go.Payload)}",
        Message.Ack ack => $"ACK {ack.Meeting}",
        Message.Hold hold => $"HOLD {Word.Encode(hold.Progress)}",
        Message.Beat => "BEAT",
        Message.Abort abort => $"ABORT {abort.Rank?.ToString(CultureInfo.InvariantCulture) ?? Nobody} {Word.Encode(abort.Reason)}",
        Message.Bye => "BYE",
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    /// <exception cref="WireException">It is no message.</exception>
    public static Message Parse(string line) => line.Split(' ') switch
    {
        ["WELCOME"] => new Message.Welcome(),
        ["NOPE", var code, var detail] => new Message.Nope(Word.Code(code), Word.Decode(detail)),
        ["JOIN", var meeting, var phase, var subject, var note] => new Message.Join(Word.Number(meeting), new Phase(Word.Decode(phase), Word.Decode(subject)), Word.Decode(note)),
        ["GO", var meeting, var payload] => new Message.Go(Word.Number(meeting), Word.Decode(payload)),
        ["ACK", var meeting] => new Message.Ack(Word.Number(meeting)),
        ["HOLD", var progress] => new Message.Hold(Word.Decode(progress)),
        ["BEAT"] => new Message.Beat(),
        ["ABORT", Nobody, var reason] => new Message.Abort(null, Word.Decode(reason)),
        ["ABORT", var rank, var reason] => new Message.Abort(Word.Number(rank), Word.Decode(reason)),
        ["BYE"] => new Message.Bye(),
        _ => throw new WireException("a line that is no message"),
    };
}
