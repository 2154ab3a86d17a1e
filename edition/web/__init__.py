"""What the web edition needs beyond a transform: the text as passages, concordance, search."""
