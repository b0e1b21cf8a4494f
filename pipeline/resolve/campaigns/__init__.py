"""Documents about one campaign become one campaign.

`profile` is what joining looks at of a document; `blocking` proposes pairs, `evidence` weighs them, `grouping` puts documents together
and `corrections` has the last word; `fields` chooses what the campaign says, `links` tells what carries out what. `joining.resolve` is
the way through. Nothing here opens a file but `corrections.read`.
"""
