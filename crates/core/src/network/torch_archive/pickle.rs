//! A pickle machine for dictionaries of tensors, of protocols 2 to 4: a stack, a memory, and the instructions that Python writes
//! for them (<https://github.com/python/cpython/blob/main/Lib/pickletools.py>). Nothing that a pickle names is ever called.

use super::{
    Flaw,
    archive::Archive,
    value::{MOST_VALUES, Place, Value, Values},
    view::{Kind, Storage, View},
};

/// How often storages are asked for, at most: each time their entry is looked for.
const MOST_STORAGES: usize = 20_000;

/// What `data.pkl` holds.
pub(super) fn read<'a>(archive: &Archive<'a>) -> Result<Values<'a>, Flaw> {
    Machine {
        archive,
        rest: archive.pickle()?,
        values: Values::default(),
        stack: Vec::new(),
        marks: Vec::new(),
        memory: Vec::new(),
        storages: 0,
    }
    .run()
}

struct Machine<'m, 'a> {
    archive: &'m Archive<'a>,
    rest: &'a [u8],
    values: Values<'a>,
    stack: Vec<Place>,
    /// Heights of the stack at which the open marks are.
    marks: Vec<usize>,
    memory: Vec<Place>,
    /// How often a storage was asked for.
    storages: usize,
}

impl<'a> Machine<'_, 'a> {
    fn run(mut self) -> Result<Values<'a>, Flaw> {
        loop {
            match self.byte()? {
                b'.' => {
                    self.values.root = self.pop()?;
                    return Ok(self.values);
                }
                0x80 => match self.byte()? {
                    2..=4 => {}
                    protocol => return Err(Flaw::Protocol(protocol)),
                },
                // The length of a frame, which only helps those that read piece by piece.
                0x95 => _ = self.take(8)?,
                b'(' => self.marks.push(self.stack.len()),
                b'0' => _ = self.pop()?,
                b'1' => _ = self.pop_to_mark()?,
                code => self.step(code)?,
            }
        }
    }

    /// Instructions that put a value on the stack, or change the one on top.
    fn step(&mut self, code: u8) -> Result<(), Flaw> {
        let value = match code {
            // Memory: BINPUT, LONG_BINPUT, MEMOIZE, BINGET, LONG_BINGET.
            b'q' => return self.byte().and_then(|at| self.memorise(at.into())),
            b'r' => return self.length().and_then(|at| self.memorise(at)),
            0x94 => return self.memorise(self.memory.len()),
            b'h' => return self.byte().and_then(|at| self.recall(at.into())),
            b'j' => return self.length().and_then(|at| self.recall(at)),
            // APPEND, APPENDS, SETITEM, SETITEMS, ADDITEMS of a set, BUILD.
            b'a' => return self.pop().and_then(|item| self.append(vec![item])),
            b'e' => return self.pop_to_mark().and_then(|items| self.append(items)),
            b's' => {
                let (value, key) = (self.pop()?, self.pop()?);
                return self.set(&[key, value]);
            }
            b'u' => return self.pop_to_mark().and_then(|items| self.set(&items)),
            0x90 => return self.pop_to_mark().map(drop),
            // An object's attributes, or those of a dictionary, such as the versions of its modules.
            b'b' => return self.pop().map(drop),
            // REDUCE, NEWOBJ, NEWOBJ_EX, BINPERSID.
            b'R' => return self.reduce(),
            0x81 => self.objects(2)?,
            0x92 => self.objects(3)?,
            b'Q' => self.storage()?,
            // Tuples, lists, dictionaries, sets.
            b')' => Value::Tuple(Vec::new()),
            0x85..=0x87 => Value::Tuple(self.pop_several(usize::from(code - 0x84))?),
            b't' => Value::Tuple(self.pop_to_mark()?),
            b']' => Value::List(Vec::new()),
            b'}' => Value::Dictionary(Vec::new()),
            0x8f => Value::Opaque,
            0x91 => self.pop_to_mark().map(|_| Value::Opaque)?,
            _ => self.scalar(code)?,
        };
        self.push(value)
    }

    /// Instructions that bring their value along.
    fn scalar(&mut self, code: u8) -> Result<Value<'a>, Flaw> {
        Ok(match code {
            // NONE, NEWTRUE, NEWFALSE, BINFLOAT.
            b'N' | 0x88 | 0x89 => Value::Opaque,
            b'G' => self.take(8).map(|_| Value::Opaque)?,
            // BININT, BININT1, BININT2, LONG1, LONG4.
            b'J' => Value::Integer(i32::from_le_bytes(self.array()?).into()),
            b'K' => Value::Integer(self.byte()?.into()),
            b'M' => Value::Integer(u16::from_le_bytes(self.array()?).into()),
            0x8a => {
                let length = self.byte()?;
                integer(self.take(length.into())?)
            }
            0x8b => {
                let length = self.length()?;
                integer(self.take(length)?)
            }
            // SHORT_BINUNICODE, BINUNICODE, BINUNICODE8.
            0x8c => {
                let length = self.byte()?;
                Value::Text(self.text(length.into())?)
            }
            b'X' => {
                let length = self.length()?;
                Value::Text(self.text(length)?)
            }
            0x8d => {
                let length = self.long_length()?;
                Value::Text(self.text(length)?)
            }
            // SHORT_BINBYTES, BINBYTES, BINBYTES8.
            b'C' => {
                let length = self.byte()?;
                self.take(length.into()).map(|_| Value::Opaque)?
            }
            b'B' => {
                let length = self.length()?;
                self.take(length).map(|_| Value::Opaque)?
            }
            0x8e => {
                let length = self.long_length()?;
                self.take(length).map(|_| Value::Opaque)?
            }
            // GLOBAL, STACK_GLOBAL.
            b'c' => Value::Global(self.line()?, self.line()?),
            0x93 => {
                let (name, module) = (self.pop()?, self.pop()?);
                Value::Global(self.values.text(module)?, self.values.text(name)?)
            }
            _ => return Err(Flaw::Instruction(code)),
        })
    }

    /// What a call would give: the few functions that dictionaries of tensors need are known; others give something opaque.
    fn reduce(&mut self) -> Result<(), Flaw> {
        let (arguments, function) = (self.pop()?, self.pop()?);
        let value = match (self.values.get(function), self.values.get(arguments)) {
            (Value::Global("collections", "OrderedDict"), Value::Tuple(none)) if none.is_empty() => {
                Value::Dictionary(Vec::new())
            }
            (Value::Global("torch._utils", "_rebuild_parameter"), Value::Tuple(parts)) => {
                let tensor = *parts.first().ok_or(Flaw::Damaged)?;
                return self.lay(tensor);
            }
            (Value::Global("torch._utils", "_rebuild_tensor_v2"), Value::Tuple(parts)) => {
                let &[storage, offset, shape, strides, ..] = &parts[..] else { return Err(Flaw::Damaged) };
                match self.values.get(storage) {
                    Value::Storage(storage) => Value::Tensor(View::new(
                        *storage,
                        self.values.size(offset)?,
                        self.values.sizes(shape)?,
                        self.values.sizes(strides)?,
                    )?),
                    // Of complex or quantised numbers.
                    Value::Opaque => Value::Opaque,
                    _ => return Err(Flaw::Damaged),
                }
            }
            _ => Value::Opaque,
        };
        self.push(value)
    }

    /// A storage, by its type, its key and its number of elements.
    fn storage(&mut self) -> Result<Value<'a>, Flaw> {
        let id = self.pop()?;
        let &[tag, class, key, _location, count, ..] = self.values.tuple(id)? else { return Err(Flaw::Damaged) };
        let Value::Global(_, class) = *self.values.get(class) else { return Err(Flaw::Damaged) };
        if self.values.text(tag)? != "storage" {
            return Err(Flaw::Damaged);
        }
        let (key, count) = (self.values.text(key)?, self.values.size(count)?);
        let Some(kind) = Kind::of(class) else { return Ok(Value::Opaque) };
        self.storages += 1;
        if self.storages > MOST_STORAGES {
            return Err(Flaw::TooMany(MOST_STORAGES));
        }
        let storage = Storage::new(kind, self.archive.storage(key)?, count);
        storage.map(Value::Storage).ok_or_else(|| Flaw::Storage(key.to_owned()))
    }

    /// An object of a class, which is not looked into.
    fn objects(&mut self, arguments: usize) -> Result<Value<'a>, Flaw> {
        self.pop_several(arguments).map(|_| Value::Opaque)
    }

    fn append(&mut self, items: Vec<Place>) -> Result<(), Flaw> {
        match self.values.get_mut(self.top()?) {
            Value::List(list) => list.extend(items),
            Value::Opaque => {}
            _ => return Err(Flaw::Damaged),
        }
        Ok(())
    }

    fn set(&mut self, items: &[Place]) -> Result<(), Flaw> {
        let (pairs, []) = items.as_chunks::<2>() else { return Err(Flaw::Damaged) };
        match self.values.get_mut(self.top()?) {
            Value::Dictionary(entries) => entries.extend(pairs.iter().map(|&[key, value]| (key, value))),
            Value::Opaque => {}
            _ => return Err(Flaw::Damaged),
        }
        Ok(())
    }

    fn push(&mut self, value: Value<'a>) -> Result<(), Flaw> {
        let place = self.values.push(value)?;
        self.lay(place)
    }

    /// Puts a value on the stack that is in the list already.
    fn lay(&mut self, place: Place) -> Result<(), Flaw> {
        if self.stack.len() >= MOST_VALUES {
            return Err(Flaw::TooMany(MOST_VALUES));
        }
        self.stack.push(place);
        Ok(())
    }

    /// Python numbers what it remembers one after another.
    fn memorise(&mut self, at: usize) -> Result<(), Flaw> {
        let top = self.top()?;
        if at == self.memory.len() {
            self.memory.push(top);
        } else {
            *self.memory.get_mut(at).ok_or(Flaw::Damaged)? = top;
        }
        Ok(())
    }

    fn recall(&mut self, at: usize) -> Result<(), Flaw> {
        let place = *self.memory.get(at).ok_or(Flaw::Damaged)?;
        self.lay(place)
    }

    /// The height of the stack above the last mark.
    fn floor(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    fn top(&self) -> Result<Place, Flaw> {
        self.stack[self.floor().min(self.stack.len())..].last().copied().ok_or(Flaw::Damaged)
    }

    fn pop(&mut self) -> Result<Place, Flaw> {
        let top = self.top()?;
        self.stack.pop();
        Ok(top)
    }

    fn pop_several(&mut self, count: usize) -> Result<Vec<Place>, Flaw> {
        let from = self.stack.len().checked_sub(count).filter(|&from| from >= self.floor()).ok_or(Flaw::Damaged)?;
        Ok(self.stack.split_off(from))
    }

    fn pop_to_mark(&mut self) -> Result<Vec<Place>, Flaw> {
        let mark = self.marks.pop().ok_or(Flaw::Damaged)?;
        Ok(self.stack.split_off(mark))
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Flaw> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Flaw::Short)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], Flaw> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(Flaw::Short)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, Flaw> {
        self.array().map(|[byte]| byte)
    }

    fn length(&mut self) -> Result<usize, Flaw> {
        usize::try_from(u32::from_le_bytes(self.array()?)).map_err(|_| Flaw::Short)
    }

    fn long_length(&mut self) -> Result<usize, Flaw> {
        usize::try_from(u64::from_le_bytes(self.array()?)).map_err(|_| Flaw::Short)
    }

    fn text(&mut self, length: usize) -> Result<&'a str, Flaw> {
        std::str::from_utf8(self.take(length)?).map_err(|_| Flaw::Damaged)
    }

    fn line(&mut self) -> Result<&'a str, Flaw> {
        let length = self.rest.iter().position(|&byte| byte == b'\n').ok_or(Flaw::Short)?;
        let line = self.text(length)?;
        self.byte().map(|_| line)
    }
}

/// An integer in two's complement, where it is no longer than a program counts.
fn integer(bytes: &[u8]) -> Value<'static> {
    if bytes.len() > 8 {
        return Value::Opaque;
    }
    let fill = bytes.last().map_or(0, |last| if last & 0x80 == 0 { 0 } else { 0xff });
    let mut whole = [fill; 8];
    whole[..bytes.len()].copy_from_slice(bytes);
    Value::Integer(i64::from_le_bytes(whole))
}
