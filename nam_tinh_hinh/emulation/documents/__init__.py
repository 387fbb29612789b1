"""The papers and spreadsheets of this room: plain frozen data, with nothing left to look up."""
